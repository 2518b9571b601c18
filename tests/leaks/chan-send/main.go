// A request that gives up leaves the goroutine that works for it: nobody receives its result.
package main

import (
	"time"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type result struct{ rows []int }

func query(takes time.Duration, results chan result) {
	time.Sleep(takes)
	results <- result{rows: make([]int, 64)}
}

func handle(takes time.Duration) {
	results := make(chan result)
	go query(takes, results)
	select {
	case <-results:
	case <-time.After(60 * time.Millisecond):
	}
}

func main() {
	harness.Start()
	others := backdrop.All()
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(15) {
			go handle(time.Millisecond)
		}
		for range harness.Often(4 * *harness.Leak) {
			go handle(80 * time.Millisecond)
		}
	})
}
