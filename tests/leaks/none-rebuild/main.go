// No leak: an index that is built anew now and then, and replaces the one before.
package main

import (
	"fmt"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type index struct{ words map[string][]int }

func build(size int) *index {
	i := &index{words: make(map[string][]int)}
	for n := range size {
		word := fmt.Sprintf("word-%d", n)
		i.words[word] = append(i.words[word], n, n+1, n+2)
	}
	return i
}

var current *index

func main() {
	harness.Start()
	others := backdrop.All()
	period := 250 + harness.Random.Intn(400)
	harness.Run(func(tick int) {
		others.Tick(tick)
		if tick%period == 0 {
			current = build(20_000 + harness.Random.Intn(20_000))
		}
	})
}
