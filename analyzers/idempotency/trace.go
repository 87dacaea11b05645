package idempotency

import (
	"fmt"
	"go/token"

	"github.com/paylint/paylint/analyzers/internal/report"
	"github.com/paylint/paylint/analyzers/internal/requests"
	"github.com/paylint/paylint/analyzers/internal/retries"
	"golang.org/x/tools/go/ssa"
)

// trace lists what leads to a finding: where the key is made and set, what
// repeats it, where the request is sent in the end. Steps on the line of the
// finding itself say nothing new.
func (c *checker) trace(call ssa.CallInstruction, d *requests.Desc, r *retries.Region) []report.Step {
	var out []report.Step
	pos, _ := c.place(call)
	seen := map[string]bool{c.line(pos): true, c.line(call.Pos()): true}
	add := func(pos token.Pos, message string) {
		if pos.IsValid() && !seen[c.line(pos)] {
			seen[c.line(pos)] = true
			out = append(out, report.Step{Pos: pos, End: pos, Message: message})
		}
	}
	if v, ok := d.Key.Generated(requests.Random, requests.Clock, requests.WeakRandom); ok && v.Site() != nil && v.Site() != call {
		add(v.Site().Pos(), "the key is made by "+v.Text)
	}
	if site := d.Key.Site(); site != nil && site != call {
		add(site.Pos(), "the key is set ("+d.Key.How+")")
	}
	if r != nil && r.Kind != retries.Job {
		add(r.Pos, r.Name+" repeats it")
	}
	if at := d.At; at.IsValid() && !seen[fmt.Sprintf("%s:%d", at.Filename, at.Line)] {
		out = append(out, report.Step{Position: at, Message: "the request is sent by " + d.Callee.String()})
	}
	return out
}

// line names the line of a position.
func (c *checker) line(pos token.Pos) string {
	p := c.pass.Fset.Position(pos)
	return fmt.Sprintf("%s:%d", p.Filename, p.Line)
}
