// A free list that is given more than is taken from it.
package main

import (
	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type frame struct{ pixels [1500]byte }

type pool struct{ free []*frame }

func (p *pool) get(fresh bool) *frame {
	if last := len(p.free) - 1; last >= 0 && !fresh {
		f := p.free[last]
		p.free = p.free[:last]
		return f
	}
	return new(frame)
}

func (p *pool) put(f *frame) { p.free = append(p.free, f) }

func main() {
	harness.Start()
	others := backdrop.All()
	p := &pool{}
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(1000) {
			// Some paths ask for a clean one, and give it back all the same.
			p.put(p.get(harness.Random.Float64() < 0.35**harness.Leak))
		}
	})
}
