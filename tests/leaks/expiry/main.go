// A cache with a time to live whose janitor compares the wrong way: what expired stays.
package main

import (
	"fmt"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type item struct {
	expires int
	value   []byte
}

type cache struct{ items map[string]item }

func (c *cache) set(key string, now int) {
	c.items[key] = item{now + 100, make([]byte, 900)}
}

func (c *cache) sweep(now int) {
	for key, item := range c.items {
		if item.expires < 0 {
			delete(c.items, key)
		}
	}
}

func main() {
	harness.Start()
	others := backdrop.All()
	c := &cache{items: make(map[string]item)}
	harness.Run(func(tick int) {
		others.Tick(tick)
		for i := range harness.Often(300 * *harness.Leak) {
			c.set(fmt.Sprintf("%d-%d", tick, i), tick)
		}
		if tick%100 == 0 {
			c.sweep(tick)
		}
	})
}
