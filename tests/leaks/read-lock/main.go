// A reader that takes the lock twice while a writer waits: all readers of that shard wait from then on.
package main

import (
	"sync"
	"time"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type shard struct {
	mu   sync.RWMutex
	rows map[int]int
}

func (s *shard) size() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.rows)
}

func (s *shard) average(slow bool) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if slow {
		time.Sleep(50 * time.Millisecond)
	}
	sum := 0
	for _, row := range s.rows {
		sum += row
	}
	return sum / max(s.size(), 1)
}

func (s *shard) put(key, value int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows[key] = value
}

func main() {
	harness.Start()
	others := backdrop.All()
	shards := make([]*shard, 64)
	for i := range shards {
		shards[i] = &shard{rows: map[int]int{}}
	}
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(60 * *harness.Leak) {
			s := shards[harness.Random.Intn(len(shards))]
			go s.average(s == shards[3])
			go s.put(harness.Random.Intn(100), tick)
		}
	})
}
