// Listeners that are not removed: a few requests stay of very many that go.
package main

import (
	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type request struct {
	id   int
	body []byte
}

type bus struct{ listeners []func(int) int }

func (b *bus) subscribe(listener func(int) int) { b.listeners = append(b.listeners, listener) }

func newRequest(id int) *request { return &request{id: id, body: make([]byte, 4<<10)} }

func handle(b *bus, id int, listens bool) int {
	r := newRequest(id)
	if listens {
		b.subscribe(func(event int) int { return event + len(r.body) })
	}
	return r.id
}

func main() {
	harness.Start()
	others := backdrop.All()
	events := &bus{}
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(3000) {
			handle(events, tick, harness.Random.Float64() < 0.03**harness.Leak)
		}
	})
}
