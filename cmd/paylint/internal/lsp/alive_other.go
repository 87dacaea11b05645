//go:build !unix

package lsp

// alive is not known here; the end of standard input ends the server as well.
func alive(int) bool { return true }
