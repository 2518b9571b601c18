// No leak: sessions that end after a while, of users who come in waves.
package main

import (
	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type session struct {
	ends int
	data [1200]byte
}

type sessions struct{ all []*session }

func (s *sessions) open(now int) { s.all = append(s.all, &session{ends: now + 400}) }

func (s *sessions) expire(now int) {
	var left []*session
	for _, one := range s.all {
		if one.ends > now {
			left = append(left, one)
		}
	}
	s.all = left
}

func main() {
	harness.Start()
	others := backdrop.All()
	s := &sessions{}
	harness.Run(func(tick int) {
		others.Tick(tick)
		wave := 0.5 + float64(tick/200*53%100)/100
		for range harness.Often(900 * wave) {
			s.open(tick)
		}
		if tick%20 == 0 {
			s.expire(tick)
		}
	})
}
