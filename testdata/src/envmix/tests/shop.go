// Package tests has production in its tests.
package tests
