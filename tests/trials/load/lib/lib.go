// Package lib is a module of its own, so that its version can change.
package lib

import "strings"

// Words counts the words of a text, in a map that it makes anew.
func Words(text string) map[string]int {
	counts := make(map[string]int)
	for _, word := range strings.Fields(text) {
		counts[normal(word)]++
	}
	return counts
}

func normal(word string) string {
	return strings.ToLower(strings.Trim(word, ".,;:!?"))
}

// Map applies a function to each item: type parameters show up in its name.
func Map[A, B any](items []A, f func(A) B) []B {
	mapped := make([]B, 0, len(items))
	for _, item := range items {
		mapped = append(mapped, f(item))
	}
	return mapped
}
