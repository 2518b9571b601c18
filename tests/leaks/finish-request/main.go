// The shape of Kubernetes' finishRequest (T. Tu et al., "Understanding Real-World Concurrency Bugs in Go", ASPLOS 2019,
// figure 1): who waits for the answer also waits for a timeout, and after that nobody receives what the other one sends.
package main

import (
	"context"
	"errors"
	"time"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type object struct{ fields map[string]string }

func finishRequest(ctx context.Context, fn func() (*object, error)) (*object, error) {
	ch, errs := make(chan *object), make(chan error)
	go func() {
		if result, err := fn(); err != nil {
			errs <- err
		} else {
			ch <- result
		}
	}()
	select {
	case result := <-ch:
		return result, nil
	case err := <-errs:
		return nil, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func update(takes time.Duration) (*object, error) {
	time.Sleep(takes)
	if takes%2 == 1 {
		return nil, errors.New("conflict")
	}
	return &object{fields: map[string]string{"name": "pod"}}, nil
}

func serve(takes time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	finishRequest(ctx, func() (*object, error) { return update(takes) })
}

func main() {
	harness.Start()
	others := backdrop.All()
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(40) {
			go serve(time.Millisecond + time.Duration(harness.Random.Intn(2)))
		}
		for range harness.Often(3 * *harness.Leak) {
			go serve(70*time.Millisecond + time.Duration(harness.Random.Intn(10)/9))
		}
	})
}
