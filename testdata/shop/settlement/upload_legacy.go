package settlement

import (
	"net"
	"time"

	"golang.org/x/crypto/ssh"
)

// archiveConfig is for the archive host, which was reinstalled so often that
// somebody gave up on its key.
func archiveConfig(user string, key ssh.Signer) *ssh.ClientConfig {
	return &ssh.ClientConfig{
		User:            user,
		Auth:            []ssh.AuthMethod{ssh.PublicKeys(key)},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
		Timeout:         10 * time.Second,
	}
}

// Archive opens a connection to the archive host.
func Archive(host, user string, key ssh.Signer) (*ssh.Client, error) {
	return ssh.Dial("tcp", net.JoinHostPort(host, "22"), archiveConfig(user, key))
}
