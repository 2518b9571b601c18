// A stream whose consumer went away: its producers wait in a select whose other case is a nil channel.
package main

import (
	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type stream struct {
	values chan int
	stop   chan struct{}
}

func (s *stream) produce(buffer []byte) {
	for i := 0; ; i++ {
		select {
		case s.values <- i:
			buffer[0]++
		case <-s.stop:
			return
		}
	}
}

func first(s *stream) int {
	go s.produce(make([]byte, 4<<10))
	return <-s.values
}

func main() {
	harness.Start()
	others := backdrop.All()
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(4 * *harness.Leak) {
			first(&stream{values: make(chan int)})
		}
		for range harness.Often(20) {
			s := &stream{values: make(chan int), stop: make(chan struct{})}
			first(s)
			close(s.stop)
		}
	})
}
