package sign

import "log"

// Store keeps what the checks have found.
type Store struct{ seen map[string]bool }

// UpdateNotifyVerifyStatus writes a verdict down; it checks nothing.
func (s *Store) UpdateNotifyVerifyStatus(id string, verified bool) error {
	log.Printf("notification %s: %v", id, verified)
	s.seen[id] = verified
	return nil
}
