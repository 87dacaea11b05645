package main

import (
	"errors"

	"github.com/paylint/paylint/cmd/paylint/internal/driver"
)

// useCache is where results are kept between runs.
func (o *options) useCache(*driver.Options) error { return nil }

// cache is `paylint cache clean|stat`.
func (c *command) cache([]string) error { return errors.New("there is no cache yet") }
