package hardcodedsecret

import (
	"strings"
	"testing"
)

func FuzzParseDSN(f *testing.F) {
	for _, s := range []string{
		"postgres://user:pw@db.example.com:5432/x?sslmode=require", "user:pw@tcp(db:3306)/x?parseTime=true", "user:pw@/x",
		"host=db user=u password='p w' dbname=x", "Server=db;Pwd=x;", "redis://:pw@h", "a://b:c@", "password=", "\xff:\xff@(\xff)/",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, dsn string) {
		password, host, ok := parseDSN(dsn)
		if ok && (password == "" || !strings.Contains(dsn, password) || !strings.Contains(dsn, host)) {
			t.Fatalf("password %q and host %q of %q", password, host, dsn)
		}
		hasDSNName(dsn)
	})
}
