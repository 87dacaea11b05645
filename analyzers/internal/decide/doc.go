// Package decide answers "does anything depend on this answer?": whether a
// verdict, an error or a status is dropped, only logged, or looked at by a
// branch whose two sides meet again as if nothing had happened.
//
//	u := new(decide.Uses)
//	u.Follow(err, true)
//	nothing, logged := u.Nothing()
//
// It looks at one function. What is returned, stored or handed to another
// function decides.
package decide
