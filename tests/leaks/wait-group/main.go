// A job that fails does not say that it is done, so the batch is waited for without end.
package main

import (
	"sync"
	"time"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type batch struct {
	pending sync.WaitGroup
	rows    []byte
}

func (b *batch) job(fails bool) {
	time.Sleep(5 * time.Millisecond)
	if fails {
		return
	}
	b.pending.Done()
}

func (b *batch) run(fails bool) {
	for i := range 3 {
		b.pending.Add(1)
		go b.job(fails && i == 2)
	}
	b.pending.Wait()
	b.rows = nil
}

func main() {
	harness.Start()
	others := backdrop.All()
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(12) {
			b := &batch{rows: make([]byte, 24<<10)}
			go b.run(harness.Random.Float64() < 0.25**harness.Leak)
		}
	})
}
