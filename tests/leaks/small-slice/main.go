// A few bytes of each message are kept, and with them the whole message.
package main

import (
	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

var tokens [][]byte

func receive() []byte {
	message := make([]byte, 32<<10)
	copy(message, "token-0123456789")
	return message
}

func parse(message []byte) []byte { return message[:16] }

func main() {
	harness.Start()
	others := backdrop.All()
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(60) {
			receive()
		}
		for range harness.Often(8 * *harness.Leak) {
			tokens = append(tokens, parse(receive()))
		}
	})
}
