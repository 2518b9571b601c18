// Watchers that wait for a version which a dropped broadcast never announces.
package main

import (
	"sync"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type store struct {
	mu      sync.Mutex
	changed *sync.Cond
	version int
}

func (s *store) waitFor(version int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.version < version {
		s.changed.Wait()
	}
}

func (s *store) publish() {
	s.mu.Lock()
	s.version++
	s.mu.Unlock()
	s.changed.Broadcast()
}

func main() {
	harness.Start()
	others := backdrop.All()
	s := &store{}
	s.changed = sync.NewCond(&s.mu)
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(20) {
			next := s.version + 1
			if harness.Random.Float64() < 0.15**harness.Leak {
				next += 1 << 30
			}
			go s.waitFor(next)
		}
		if tick%5 == 0 {
			s.publish()
		}
	})
}
