// Workers that wait for a signal which nobody gives, each with its scratch memory.
package main

import (
	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type worker struct {
	done    chan struct{}
	scratch []byte
}

func startWorker() *worker {
	w := &worker{done: make(chan struct{}), scratch: make([]byte, 40<<10)}
	go w.run()
	return w
}

func (w *worker) run() {
	<-w.done
	w.scratch[0] = 1
}

func main() {
	harness.Start()
	others := backdrop.All()
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(20) {
			close(startWorker().done)
		}
		for range harness.Often(5 * *harness.Leak) {
			startWorker()
		}
	})
}
