// Package hostkey connects over SSH.
package hostkey

import (
	"errors"
	"net"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

func ignore() *ssh.ClientConfig {
	return &ssh.ClientConfig{
		User:            "settlement",
		HostKeyCallback: ssh.InsecureIgnoreHostKey(), // want `host key of the SSH server is not checked.*; .* \[COM-2\]`
	}
}

func assigned(c *ssh.ClientConfig) {
	c.HostKeyCallback = ssh.InsecureIgnoreHostKey() // want `host key of the SSH server is not checked`
}

func callback() *ssh.ClientConfig {
	return &ssh.ClientConfig{
		HostKeyCallback: func(string, net.Addr, ssh.PublicKey) error { return nil }, // want `host key of the SSH server is not checked`
	}
}

func acceptAny(string, net.Addr, ssh.PublicKey) error { return nil }

func converted() *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: ssh.HostKeyCallback(acceptAny)} // want `host key of the SSH server is not checked`
}

func known(file string) (*ssh.ClientConfig, error) {
	cb, err := knownhosts.New(file)
	if err != nil {
		return nil, err
	}
	return &ssh.ClientConfig{HostKeyCallback: cb}, nil
}

func fixed(key ssh.PublicKey) *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: ssh.FixedHostKey(key)}
}

func fingerprint(want string) *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: func(_ string, _ net.Addr, key ssh.PublicKey) error {
		if ssh.FingerprintSHA256(key) != want {
			return errors.New("host key differs")
		}
		return nil
	}}
}
