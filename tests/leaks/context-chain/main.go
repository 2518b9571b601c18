// A context that is wrapped once for each event, by the one before it.
package main

import (
	"context"
	"fmt"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type key struct{}

type consumer struct{ ctx context.Context }

func (c *consumer) handle(event int) {
	c.ctx = context.WithValue(c.ctx, key{}, fmt.Sprintf("trace-%d-%0128d", event, event))
}

func main() {
	harness.Start()
	others := backdrop.All()
	c := &consumer{ctx: context.Background()}
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(1500 * *harness.Leak) {
			c.handle(tick)
		}
	})
}
