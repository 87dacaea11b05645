package format

// Prefixes, publishable keys, placeholders and documentation are no secrets.

const livePrefix = "sk_live_"

var publishable = "pk_live_@random24@"

var placeholder = "sk_live_your_key_here"

var masked = "sk_live_****************"

var fieldHelp = struct{ Example string }{Example: "sk_test_@random24@"}

var documented = "sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc"

var pattern = `^sk_(live|test)_[0-9a-zA-Z]{24,}$`

const header = "-----BEGIN " + "PRIVATE KEY-----"

const public = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE0000000000000000000000000000
-----END PUBLIC KEY-----`

var template = "postgres://%s:%s@%s/%s"

var local = "postgres://user:password@example.com/shop"

var gitSHA = "9f1c2d3e4b5a69788796a5b4c3d2e1f00f1e2d3c"

var id = "0b7b7e1c-3c1f-4f6a-9d0e-2f3a4b5c6d7e"
