package unsaferetry

import (
	"path/filepath"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/config"
	"golang.org/x/tools/go/analysis/analysistest"
)

func TestUnsaferetry(t *testing.T) {
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, testdata, New(&config.Config{}),
		"unsaferetry/loops",
		"unsaferetry/again",
		"unsaferetry/unseen",
		"unsaferetry/roundtrip",
		"unsaferetry/retryutil",
		"unsaferetry/runners",
		"unsaferetry/knobs",
		"unsaferetry/jobs",
		"unsaferetry/queues",
		"unsaferetry/schedules",
		"unsaferetry/workflows",
		"unsaferetry/failover",
		"unsaferetry/helper",
		"unsaferetry/transport",
		"unsaferetry/remote",
	)
}
