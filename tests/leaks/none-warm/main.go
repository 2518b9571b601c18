// No leak: caches that fill, one early and one late.
package main

import (
	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

func main() {
	harness.Start()
	others := backdrop.All()
	half := float64(harness.Total()) / 100 / 2
	rate := 300.0
	late := &backdrop.Cache{Capacity: int(rate * half * 0.95), PerSecond: rate, Size: 3000}
	harness.Run(func(tick int) {
		others.Tick(tick)
		late.Tick(tick)
	})
}
