// A context with a cancel is replaced by one with a timeout before anybody keeps the first one's cancel (the same study,
// figure 6). Its parent is not the library's own, so a goroutine watches it for each.
package main

import (
	"context"
	"time"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

// session is a context of the service's own.
type session struct {
	context.Context
	closed chan struct{}
}

func (s session) Done() <-chan struct{} { return s.closed }

func newCall(parent context.Context, timeout time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent)
	if timeout > 0 {
		ctx, cancel = context.WithTimeout(parent, timeout)
	}
	return ctx, cancel
}

func call(parent context.Context, timeout time.Duration) {
	ctx, cancel := newCall(parent, timeout)
	defer cancel()
	select {
	case <-ctx.Done():
	case <-time.After(20 * time.Millisecond):
	}
}

func main() {
	harness.Start()
	others := backdrop.All()
	parent := session{Context: context.Background(), closed: make(chan struct{})}
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(30) {
			go call(parent, 0)
		}
		for range harness.Often(4 * *harness.Leak) {
			go call(parent, 200*time.Millisecond)
		}
	})
}
