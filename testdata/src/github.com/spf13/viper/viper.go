// Package viper is a stub of github.com/spf13/viper.
package viper

func GetBool(key string) bool { return false }

func GetString(key string) string { return "" }

func SetDefault(key string, value any) {}
