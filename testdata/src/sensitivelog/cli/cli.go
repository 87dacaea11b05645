// Package cli has commands, one of which serves.
package cli

import (
	"fmt"
	"net/http"

	"github.com/spf13/cobra"
)

// Root is the program.
func Root(issue func() string) *cobra.Command {
	root := &cobra.Command{Use: "pay"}
	root.AddCommand(
		&cobra.Command{Use: "token", RunE: func(*cobra.Command, []string) error {
			token := issue()
			fmt.Println(token) // want `credential token is shown in the output of a command by fmt.Println`
			return show(token)
		}},
		&cobra.Command{Use: "serve", RunE: func(*cobra.Command, []string) error { return serve(issue()) }},
	)
	return root
}

func show(token string) error {
	_, err := fmt.Printf("%s\n", token) // want `credential token is shown in the output of a command by fmt.Printf`
	return err
}

func serve(password string) error {
	fmt.Println("connecting with", password) // want `credential password is logged by fmt.Println`
	connect(password)
	return http.ListenAndServe(":8080", nil)
}

// connect is called by what serves.
func connect(password string) {
	fmt.Println("connected with", password) // want `credential password is logged by fmt.Println`
}
