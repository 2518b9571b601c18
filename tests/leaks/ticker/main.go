// A heartbeat for each connection, with a ticker, that outlives its connection.
package main

import (
	"time"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type connection struct {
	id    int
	beats int
	state [512]byte
}

func (c *connection) heartbeat(closed chan struct{}) {
	ticker := time.NewTicker(300 * time.Millisecond)
	for {
		select {
		case <-ticker.C:
			c.beats++
		case <-closed:
			return
		}
	}
}

func open(id int) chan struct{} {
	closed := make(chan struct{})
	go (&connection{id: id}).heartbeat(closed)
	return closed
}

func main() {
	harness.Start()
	others := backdrop.All()
	var current []chan struct{}
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(10) {
			current = append(current, open(tick))
		}
		for len(current) > 30 {
			// One in so many is forgotten.
			if harness.Random.Float64() > 0.3**harness.Leak {
				close(current[0])
			}
			current = current[1:]
		}
	})
}
