// Package cobra is a stub.
package cobra

// Command is a command of a program.
type Command struct {
	Use  string
	RunE func(cmd *Command, args []string) error
}

// AddCommand adds subcommands.
func (c *Command) AddCommand(cmds ...*Command) {}
