// No leak: pools of workers and connections that grow with the load, which has its tides.
package main

import (
	"time"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type connection struct{ buffer []byte }

type pool struct{ idle []*connection }

func (p *pool) use(n int) {
	for len(p.idle) < n {
		p.idle = append(p.idle, &connection{make([]byte, 32<<10)})
	}
	if len(p.idle) > n+40 {
		p.idle = append([]*connection(nil), p.idle[:n]...)
	}
}

func main() {
	harness.Start()
	others := backdrop.All()
	others = append(others, backdrop.NewWorkers(60), backdrop.NewWorkers(15),
		&backdrop.Requests{PerSecond: 120, Lasting: 600 * time.Millisecond})
	p := &pool{}
	period := harness.Total() / (2 + harness.Random.Intn(3))
	harness.Run(func(tick int) {
		others.Tick(tick)
		phase := tick % period
		p.use(20 + 160*min(phase, period-phase)/period)
	})
}
