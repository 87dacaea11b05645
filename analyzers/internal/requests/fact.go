package requests

import "slices"

// forFact copies a summary without references into the package's SSA. Facts
// outlive the package; a reference would keep all of its code in memory.
func (s *Summary) forFact() *Summary {
	c := *s
	c.Open = detachAll(s.Open)
	c.Writes = detachAll(s.Writes)
	if s.Request != nil {
		r := s.Request.detach()
		c.Request = &r
	}
	if s.Sets != nil {
		c.Sets = make(map[int]Key, len(s.Sets))
		for i, k := range s.Sets {
			c.Sets[i] = k.detach()
		}
	}
	c.Returns = s.Returns.detach()
	c.Fills = slices.Clone(s.Fills)
	for i := range c.Fills {
		c.Fills[i].Values = slices.Clone(c.Fills[i].Values)
		for j := range c.Fills[i].Values {
			c.Fills[i].Values[j].site, c.Fills[i].Values[j].fn = nil, nil
		}
	}
	return &c
}

func detachAll(list []Desc) []Desc {
	out := slices.Clone(list)
	for i := range out {
		out[i] = out[i].detach()
	}
	return out
}

func (d Desc) detach() Desc {
	d.Key = d.Key.detach()
	return d
}

func (k Key) detach() Key {
	k.site, k.val = nil, nil
	return k
}
