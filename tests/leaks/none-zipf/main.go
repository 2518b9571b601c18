// No leak: a cache without a limit over keys of which there are so many: it fills ever more slowly.
package main

import (
	"fmt"
	"math/rand"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

var products = make(map[uint64][]byte)

func load(id uint64) []byte { return []byte(fmt.Sprintf("%02048d", id)) }

func product(id uint64) []byte {
	if _, ok := products[id]; !ok {
		products[id] = load(id)
	}
	return products[id]
}

func main() {
	harness.Start()
	others := backdrop.All()
	keys := rand.NewZipf(harness.Random, 1.05, 20, 3000)
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(900) {
			product(keys.Uint64())
		}
	})
}
