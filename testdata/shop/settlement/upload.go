package settlement

import (
	"fmt"
	"io"
	"net"
	"os"
	"path"
	"time"

	"example.com/shop/config"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// Upload copies a file to the bookkeepers' host.
func Upload(cfg config.Settlement, name string, content io.Reader) error {
	sshConfig, err := clientConfig(cfg)
	if err != nil {
		return err
	}
	conn, err := ssh.Dial("tcp", net.JoinHostPort(cfg.Host, "22"), sshConfig)
	if err != nil {
		return fmt.Errorf("settlement host: %w", err)
	}
	defer conn.Close()
	session, err := conn.NewSession()
	if err != nil {
		return err
	}
	defer session.Close()
	session.Stdin = content
	return session.Run("cat > inbox/" + path.Base(name))
}

// clientConfig accepts only hosts whose keys are in the known hosts file.
func clientConfig(cfg config.Settlement) (*ssh.ClientConfig, error) {
	pem, err := os.ReadFile(cfg.KeyFile)
	if err != nil {
		return nil, err
	}
	key, err := ssh.ParsePrivateKey(pem)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", cfg.KeyFile, err)
	}
	known, err := knownhosts.New(cfg.KnownHostsFile)
	if err != nil {
		return nil, err
	}
	return &ssh.ClientConfig{
		User:            cfg.User,
		Auth:            []ssh.AuthMethod{ssh.PublicKeys(key)},
		HostKeyCallback: known,
		Timeout:         10 * time.Second,
	}, nil
}
