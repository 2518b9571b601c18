// No leak: queues and buffers that live a while, all in balance.
package main

import (
	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type event struct{ data [600]byte }

func newEvent() *event { return new(event) }

func main() {
	harness.Start()
	others := backdrop.All()
	var queue []*event
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(1500) {
			queue = append(queue, newEvent())
		}
		if drop := len(queue) - 6000 - harness.Random.Intn(1500); drop > 0 {
			queue = append([]*event(nil), queue[drop:]...)
		}
	})
}
