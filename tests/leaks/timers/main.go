// Timers that fire in an hour, each with what it will need then.
package main

import (
	"time"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type message struct{ body [700]byte }

func send(m *message) { m.body[0]++ }

func retryLater(m *message) { time.AfterFunc(time.Hour, func() { send(m) }) }

func deliver(fails bool) {
	m := &message{}
	if fails {
		retryLater(m)
		return
	}
	send(m)
}

func main() {
	harness.Start()
	others := backdrop.All()
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(2500) {
			deliver(harness.Random.Float64() < 0.2**harness.Leak)
		}
	})
}
