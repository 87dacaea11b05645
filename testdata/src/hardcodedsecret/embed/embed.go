// Package embed has secrets in embedded files.
package embed

import "embed"

//go:embed account.json
var account []byte // want `the embedded file account.json holds a Google service account key`

//go:embed keys
var keys embed.FS // want `the embedded file keys/signing.pem holds a private key`

//go:embed clean.txt
var text string
