package failopen

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
)

// What is compared here authenticates nothing: the password of a file that may
// be missing, and the digest of a snapshot.

type settings struct {
	passphrase string
	strict     bool
}

func (s *settings) buildApp(stored string) (*config, error) {
	if s.passphrase == "" {
		return &config{}, nil
	}
	if secret := os.Getenv("APP_SECRET"); secret != stored {
		return nil, errors.New("the passphrase changed")
	}
	return &config{Env: "live"}, nil
}

func (s *settings) applySnapshot(snapshot, sum []byte) error {
	if !s.strict {
		return nil
	}
	if got := sha256.Sum256(snapshot); !bytes.Equal(got[:], sum) {
		return errors.New("damaged")
	}
	return nil
}
