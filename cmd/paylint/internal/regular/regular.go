// Package regular reads files whose names or contents somebody else chose.
package regular

import (
	"fmt"
	"os"
)

// MaxSize is how large a file that people write by hand may be, in bytes.
const MaxSize = 1 << 20

// Check returns an error unless info is a regular file's of at most limit bytes.
// Pipes and devices could be read for ever.
func Check(name string, info os.FileInfo, limit int64) error {
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is no regular file", name)
	}
	if info.Size() > limit {
		return fmt.Errorf("%s is too large: %d bytes, at most %d are read", name, info.Size(), limit)
	}
	return nil
}

// ReadFile is [os.ReadFile] with [Check].
func ReadFile(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if err := Check(name, info, limit); err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}
