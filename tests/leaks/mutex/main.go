// An error path that does not unlock: all that come later wait.
package main

import (
	"errors"
	"sync"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) withdraw(amount int) error {
	a.mu.Lock()
	if amount > a.balance {
		return errors.New("not enough")
	}
	a.balance -= amount
	a.mu.Unlock()
	return nil
}

func transfer(from *account, amount int) {
	if err := from.withdraw(amount); err != nil {
		return
	}
}

func main() {
	harness.Start()
	others := backdrop.All()
	accounts := make([]*account, 200)
	for i := range accounts {
		accounts[i] = &account{balance: 50_000}
	}
	accounts[17].balance = 300
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(600 * *harness.Leak) {
			go transfer(accounts[harness.Random.Intn(len(accounts))], 100)
		}
	})
}
