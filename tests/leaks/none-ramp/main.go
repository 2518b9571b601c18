// No leak: more and more requests, so that more of them are under way at once.
package main

import (
	"time"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

func main() {
	harness.Start()
	others := backdrop.All()
	total := float64(harness.Total())
	harness.Run(func(tick int) {
		others.Tick(tick)
		load := 0.2 + float64(tick)/total
		for range harness.Often(250 * load) {
			go handle(time.Duration(harness.Random.ExpFloat64() * float64(700*time.Millisecond)))
		}
	})
}

func handle(lasting time.Duration) {
	work := make([]byte, 24<<10)
	time.Sleep(lasting)
	work[0] = 1
}
