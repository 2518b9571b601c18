// No leak: bursts of many sizes, and a batch that is collected and then sent.
package main

import (
	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type batch struct{ rows [][]byte }

func (b *batch) add() { b.rows = append(b.rows, make([]byte, 6<<10)) }

func main() {
	harness.Start()
	others := backdrop.All()
	for range 4 {
		others = append(others, &backdrop.Bursts{Every: 3, Megabytes: 2 + harness.Random.Intn(12)})
	}
	pending := &batch{}
	full := 400 + harness.Random.Intn(600)
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(120) {
			pending.add()
		}
		if len(pending.rows) > full {
			pending.rows = nil
		}
	})
}
