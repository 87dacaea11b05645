package analyzers

import (
	"context"

	"github.com/paylint/paylint/analyzers/internal/configfiles"
	"github.com/paylint/paylint/analyzers/internal/provider"
)

// ConfigFinding is a finding in a configuration file; see [ConfigFiles].
type ConfigFinding = configfiles.Finding

// ConfigFiles looks for credentials, and for values of the wrong environment,
// in the configuration files that git tracks below dir.
func ConfigFiles(ctx context.Context, dir string) ([]ConfigFinding, error) {
	return configfiles.Scan(ctx, dir)
}

// MaskLine replaces everything in a line of source or configuration that could
// be a secret by its first four characters.
func MaskLine(line string) string { return provider.MaskLine(line) }

// IsGoName reports whether a text is the qualified name of something in Go,
// which hides no secret.
func IsGoName(text string) bool { return provider.IsGoName(text) }
