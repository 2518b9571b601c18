// Waiting for a group within the loop that starts it (the same study, figure 5: Docker): if there is more than one to
// start, the first wait never ends.
package main

import (
	"sync"
	"time"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type plugin struct{ state []byte }

func (p *plugin) restore() {
	time.Sleep(3 * time.Millisecond)
	p.state = append(p.state, 1)
}

func restoreAll(plugins []*plugin) {
	var group sync.WaitGroup
	group.Add(len(plugins))
	for _, p := range plugins {
		go func() {
			defer group.Done()
			p.restore()
		}()
		group.Wait()
	}
}

func main() {
	harness.Start()
	others := backdrop.All()
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(25) {
			go restoreAll([]*plugin{{}})
		}
		for range harness.Often(2.5 * *harness.Leak) {
			go restoreAll([]*plugin{{}, {}})
		}
	})
}
