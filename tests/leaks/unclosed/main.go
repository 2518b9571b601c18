// Uploads whose parts are sent through a channel that is not closed when the client goes.
package main

import (
	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type upload struct {
	parts chan []byte
	size  int
}

func (u *upload) store() {
	for part := range u.parts {
		u.size += len(part)
	}
}

func receive(aborted bool) {
	u := &upload{parts: make(chan []byte, 2)}
	go u.store()
	u.parts <- make([]byte, 12<<10)
	if aborted {
		return
	}
	close(u.parts)
}

func main() {
	harness.Start()
	others := backdrop.All()
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(25) {
			receive(harness.Random.Float64() < 0.1**harness.Leak)
		}
	})
}
