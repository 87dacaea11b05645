package checklist

import (
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers"
)

// Each row is a pattern over findings, unchecked, person, incomplete, evidence
// and attested ("1" yes, "0" no, "*" either). Every one of the 64 situations
// matches exactly one row.
var situations = []struct {
	pattern string
	want    Status
}{
	{"1*****", Failed},
	{"01***1", Attested},
	{"01***0", Open},
	{"00*1*1", Attested},
	{"00*1*0", Open},
	{"0010*0", Open},
	{"001011", Verified},
	{"001001", Attested},
	{"00001*", Verified},
	{"000001", Attested},
	{"000000", Clear},
}

func TestStatusOfEverySituation(t *testing.T) {
	for n := range 64 {
		bits := ""
		for i := range 6 {
			bits += string("01"[n>>i&1])
		}
		yes := func(i int) bool { return bits[i] == '1' }
		s := situation{findings: yes(0), unchecked: yes(1), person: yes(2), incomplete: yes(3), evidence: yes(4), attested: yes(5)}
		matched := 0
		for _, row := range situations {
			if !fits(row.pattern, bits) {
				continue
			}
			matched++
			if got := status(s); got != row.want {
				t.Errorf("%+v: %s, want %s", s, got, row.want)
			}
		}
		if matched != 1 {
			t.Errorf("%s matches %d rows", bits, matched)
		}
	}
}

func fits(pattern, bits string) bool {
	for i := range bits {
		if pattern[i] != '*' && pattern[i] != bits[i] {
			return false
		}
	}
	return true
}

func TestReasonsSayWhatIsMissing(t *testing.T) {
	control := func(id string) analyzers.Control {
		c, ok := analyzers.ControlByID(id)
		if !ok {
			t.Fatal(id)
		}
		return c
	}
	valid := &Attestation{By: "Ada", Expires: "2030-01-01"}
	expired := &Attestation{By: "Ada", Problem: "it expired on 2020-01-01"}
	tests := []struct {
		id         string
		line       Control
		incomplete int
		status     Status
		want       []string
	}{
		{"COM-2", Control{Checks: []CheckState{{"certverify", "ran"}}}, 0, Clear, []string{"check certverify ran and found neither"}},
		{"COM-2", Control{Checks: []CheckState{{"certverify", "off"}}}, 0, Open, []string{"check certverify did not run"}},
		{"COM-2", Control{Checks: []CheckState{{"certverify", "partial"}}}, 0, Open, []string{"check certverify ran without some of its categories"}},
		{"COM-2", Control{Checks: []CheckState{{"certverify", "ran"}}, Evidence: make([]Evidence, 2)}, 3, Open, []string{"2 places of evidence", "3 packages could not be analysed"}},
		{"COM-2", Control{Checks: []CheckState{{"certverify", "ran"}}, Findings: make([]Finding, 1), Suppressed: make([]Finding, 2)}, 0, Failed, []string{"1 finding", "2 findings suppressed"}},
		{"OPS-4", Control{Checks: []CheckState{{"hardcodedsecret", "ran"}}, Evidence: make([]Evidence, 9)}, 0, Clear, []string{"no violation", "9 good places, which cannot show"}},
		{"DAT-5", Control{Checks: []CheckState{{"sensitivestore", "missing"}, {"tokenexposure", "missing"}}}, 0, Open, []string{"checks sensitivestore, tokenexposure do not exist yet"}},
		{"TRU-1", Control{Checks: []CheckState{{"untrustedstate", "ran"}, {"untrustedamount", "missing"}}}, 0, Open, []string{"check untrustedamount does not exist yet"}},
		{"TRU-1", Control{Checks: []CheckState{{"untrustedamount", "missing"}}, Attestation: valid}, 0, Attested, []string{"attested by Ada until 2030-01-01", "does not exist yet"}},
		{"OPS-5", Control{}, 0, Open, []string{"needs attestation"}},
		{"OPS-5", Control{Attestation: expired}, 0, Open, []string{"needs attestation", "does not count: it expired"}},
		{"OPS-5", Control{}, 5, Open, []string{"needs attestation"}},
		{"FIN-3", Control{Evidence: make([]Evidence, 1)}, 0, Open, []string{"needs attestation", "1 place of evidence"}},
		{"FIN-3", Control{Evidence: make([]Evidence, 1), Attestation: valid}, 0, Verified, []string{"1 place of evidence, no findings", "attested by Ada"}},
	}
	for _, tt := range tests {
		got, why := judge(control(tt.id), &tt.line, tt.incomplete)
		if got != tt.status {
			t.Errorf("%s: %s (%s), want %s", tt.id, got, why, tt.status)
		}
		for _, w := range tt.want {
			if !strings.Contains(why, w) {
				t.Errorf("%s: reason %q does not say %q", tt.id, why, w)
			}
		}
	}
}
