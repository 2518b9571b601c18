// Counters by path, where paths have ids in them.
package main

import (
	"fmt"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type histogram struct{ buckets [48]int64 }

type metrics struct{ byPath map[string]*histogram }

func (m *metrics) observe(path string, value int) {
	h, ok := m.byPath[path]
	if !ok {
		h = new(histogram)
		m.byPath[path] = h
	}
	h.buckets[value%48]++
}

func main() {
	harness.Start()
	others := backdrop.All()
	m := &metrics{byPath: make(map[string]*histogram)}
	harness.Run(func(tick int) {
		others.Tick(tick)
		for i := range harness.Often(700 * *harness.Leak) {
			m.observe(fmt.Sprintf("/orders/%d/items/%d", tick, i), i)
			m.observe("/health", i)
		}
	})
}
