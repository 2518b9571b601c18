// Texts that are kept once each, in a table that nothing is ever taken from.
package main

import (
	"fmt"
	"sync"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

var table sync.Map

func intern(text string) string {
	known, _ := table.LoadOrStore(text, text)
	return known.(string)
}

type span struct{ name, trace string }

func newSpan(id int) span {
	return span{name: intern("GET /orders"), trace: intern(fmt.Sprintf("%0400d", id))}
}

func main() {
	harness.Start()
	others := backdrop.All()
	id := 0
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(700 * *harness.Leak) {
			id++
			newSpan(id)
		}
	})
}
