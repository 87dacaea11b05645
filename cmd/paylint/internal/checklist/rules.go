package checklist

import (
	"fmt"
	"strings"

	"github.com/paylint/paylint/analyzers"
)

// Status is what the report says about a control.
type Status string

const (
	// Failed: there is a finding that nothing suppresses.
	Failed Status = "failed"
	// Verified: there is evidence in the code and no finding.
	Verified Status = "verified"
	// Clear: all checks ran and found neither a violation nor evidence that
	// could show the control.
	Clear Status = "clear"
	// Attested: a person vouches for it.
	Attested Status = "attested"
	// Open: nothing shows that the control is met.
	Open Status = "open"
)

// Statuses are all statuses, worst first.
var Statuses = []Status{Failed, Open, Clear, Attested, Verified}

// situation is what the status of a control depends on.
type situation struct {
	// findings: at least one finding is not suppressed.
	findings bool
	// unchecked: one of the control's checks does not exist, or did not run
	// with all its categories.
	unchecked bool
	// person: the catalog wants a person's statement.
	person bool
	// incomplete: packages could not be analysed, and checks serve the control.
	incomplete bool
	// evidence: at least one place shows that the control is met, and places
	// can show this control. That no secret is in the code, for example, no
	// number of good places can show.
	evidence bool
	// attested: a valid attestation exists.
	attested bool
}

// rule gives a status to the situations it applies to.
type rule struct {
	applies func(situation) bool
	status  Status
}

// rules are tried in order; the first that applies decides. Nothing outweighs
// a finding, and code outweighs a statement only where code can show the whole
// control.
var rules = []rule{
	{func(s situation) bool { return s.findings }, Failed},
	{func(s situation) bool { return (s.unchecked || s.incomplete) && s.attested }, Attested},
	{func(s situation) bool { return s.unchecked || s.incomplete }, Open},
	{func(s situation) bool { return s.person && !s.attested }, Open},
	{func(s situation) bool { return s.evidence }, Verified},
	{func(s situation) bool { return s.attested }, Attested},
	{func(situation) bool { return true }, Clear},
}

// status applies the rules.
func status(s situation) Status {
	for _, r := range rules {
		if r.applies(s) {
			return r.status
		}
	}
	panic("unreachable: the last rule always applies")
}

// judge returns a control's status and the reason for it.
func judge(c analyzers.Control, line *Control, incomplete int) (Status, string) {
	s := situation{
		findings:   len(line.Findings) > 0,
		person:     c.Attest,
		incomplete: incomplete > 0 && len(c.Checks) > 0,
		evidence:   len(line.Evidence) > 0 && c.Evidence,
		attested:   line.Attestation != nil && line.Attestation.Problem == "",
	}
	var missing, off, partial, ran []string
	for _, ck := range line.Checks {
		switch ck.State {
		case "missing":
			missing = append(missing, ck.Name)
		case "off":
			off = append(off, ck.Name)
		case "partial":
			partial = append(partial, ck.Name)
		default:
			ran = append(ran, ck.Name)
		}
	}
	s.unchecked = len(missing)+len(off)+len(partial) > 0
	st := status(s)
	return st, reason(st, s, line, ran, missing, off, partial, incomplete)
}

func reason(st Status, s situation, line *Control, ran, missing, off, partial []string, incomplete int) string {
	var parts []string
	say := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if len(missing) > 0 {
		say("%s %s not exist yet", list("check", missing), verb(missing, "does", "do"))
	}
	if len(off) > 0 {
		say("%s did not run", list("check", off))
	}
	if len(partial) > 0 {
		say("%s ran without some of %s categories", list("check", partial), verb(partial, "its", "their"))
	}
	if s.incomplete {
		say("%s could not be analysed", count(incomplete, "package"))
	}
	gaps := strings.Join(parts, "; ")
	parts = nil
	switch st {
	case Failed:
		say("%s", count(len(line.Findings), "finding"))
		if s.evidence {
			say("%s of evidence elsewhere", count(len(line.Evidence), "place"))
		}
	case Verified:
		say("%s of evidence, no findings", count(len(line.Evidence), "place"))
		if s.attested {
			say("attested by %s", line.Attestation.By)
		}
	case Clear:
		if n := len(line.Evidence); n > 0 {
			say("%s ran and found no violation; %s, which cannot show the whole control", list("check", ran), count(n, "good place"))
		} else {
			say("%s ran and found neither a violation nor evidence", list("check", ran))
		}
	case Attested:
		say("attested by %s until %s", line.Attestation.By, line.Attestation.Expires)
	case Open:
		if gaps == "" || s.person {
			say("needs attestation")
		}
		if s.evidence {
			say("%s of evidence", count(len(line.Evidence), "place"))
		}
		if line.Attestation != nil && !s.attested {
			say("the attestation does not count: %s", line.Attestation.Problem)
		}
	}
	if gaps != "" {
		parts = append(parts, gaps)
	}
	if n := len(line.Suppressed); n > 0 {
		say("%s suppressed with a reason", count(n, "finding"))
	}
	return strings.Join(parts, "; ")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func list(what string, names []string) string {
	if len(names) > 1 {
		what += "s"
	}
	return what + " " + strings.Join(names, ", ")
}

func verb(names []string, one, many string) string {
	if len(names) == 1 {
		return one
	}
	return many
}
