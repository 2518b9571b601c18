// One goroutine sends to a channel while it holds a lock, and who should receive waits for that lock first (the same
// study, figure 7): both wait without end, one pair for each order that hits it.
package main

import (
	"sync"
	"time"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type order struct {
	mu    sync.Mutex
	lines []int
	ready chan int
}

func (o *order) price(slow bool) {
	if slow {
		time.Sleep(2 * time.Millisecond)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.lines = append(o.lines, 1)
	o.ready <- len(o.lines)
}

func (o *order) ship(slow bool) {
	if slow {
		time.Sleep(8 * time.Millisecond)
		o.mu.Lock()
		defer o.mu.Unlock()
	}
	<-o.ready
}

func main() {
	harness.Start()
	others := backdrop.All()
	harness.Run(func(tick int) {
		others.Tick(tick)
		place := func(slow bool) {
			o := &order{ready: make(chan int)}
			go o.price(slow)
			go o.ship(slow)
		}
		for range harness.Often(30) {
			place(false)
		}
		for range harness.Often(2 * *harness.Leak) {
			place(true)
		}
	})
}
