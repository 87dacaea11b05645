package regular

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(name, []byte("1234"), 0o666); err != nil {
		t.Fatal(err)
	}
	if data, err := ReadFile(name, 4); err != nil || string(data) != "1234" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := ReadFile(name, 3); err == nil || !strings.Contains(err.Error(), "too large: 4 bytes, at most 3") {
		t.Errorf("a large file: %v", err)
	}
	if _, err := ReadFile(filepath.Dir(name), 4); err == nil || !strings.Contains(err.Error(), "no regular file") {
		t.Errorf("a directory: %v", err)
	}
	if _, err := ReadFile(os.DevNull, 4); err == nil || !strings.Contains(err.Error(), "no regular file") {
		t.Errorf("a device: %v", err)
	}
	if _, err := ReadFile(name+"x", 4); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}
