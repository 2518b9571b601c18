// A method that locks calls another one that locks the same, in a rare case: it waits for itself, and all that come
// later wait for it (the same study: double locking, as in BoltDB and CockroachDB).
package main

import (
	"sync"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type store struct {
	mu    sync.Mutex
	pages map[int]int
	freed []int
}

func (s *store) free(page int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.freed = append(s.freed[:0], page)
}

func (s *store) write(page int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[page%64]++
	if s.pages[page%64] == 6000 {
		s.free(page)
	}
}

func main() {
	harness.Start()
	others := backdrop.All()
	stores := make([]*store, 40)
	for i := range stores {
		stores[i] = &store{pages: make(map[int]int)}
	}
	stores[3].pages[7] = 5990
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(400) {
			go stores[harness.Random.Intn(len(stores))].write(harness.Random.Intn(1 << 20))
		}
		for range harness.Often(3 * *harness.Leak) {
			go stores[3].write(7)
		}
	})
}
