// Contexts with cancel, of which nobody calls the cancel: their parent keeps them.
package main

import (
	"context"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type task struct {
	ctx     context.Context
	payload [256]byte
}

var parent, stop = context.WithCancel(context.Background())

func schedule(forget bool) {
	ctx, cancel := context.WithCancel(parent)
	t := &task{ctx: context.WithValue(ctx, "name", new([128]byte))}
	t.payload[0] = 1
	if !forget {
		cancel()
	}
}

func main() {
	harness.Start()
	defer stop()
	others := backdrop.All()
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(3000) {
			schedule(harness.Random.Float64() < 0.5**harness.Leak)
		}
	})
}
