// Package intest has secrets in its tests.
package intest
