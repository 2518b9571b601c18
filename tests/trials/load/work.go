package main

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"regexp"
	"sort"
	"strings"

	"example.com/lib"
)

type order struct {
	ID    int
	Name  string
	Price float64
	Tags  []string
}

var (
	text    = strings.Repeat("The quick brown fox, so they say, jumps over the lazy dog; twice! ", 60)
	pattern = regexp.MustCompile(`(\w+) (?:fox|dog)[,;]?`)
	matrix  = makeMatrix(60)
	kept    = map[int][]byte{}
	writer  = newWriter()
	sink    int
)

func run(rounds, passes int) {
	for round := 0; round < rounds; round++ {
		steps(round, passes)
	}
}

// steps is a list of closures, as handlers and tests are.
func steps(round, passes int) {
	// A rebuild puts a closure here.
	do := func(work func() int) { sink += work() }
	do(func() int { return len(serve(round)) })
	do(func() int { return score(round, passes) })
	do(func() int { return len(shrink([]byte(text))) })
	do(func() int {
		total := 0
		for i := 0; i < 40; i++ {
			total += mix(i, round)
		}
		return total
	})
	do(func() int { return words() })
	do(func() int { return search() })
	do(func() int { return sorted(round) })
	do(func() int { return multiply() })
	do(func() int { return hash(round) })
	do(func() int { return keep(round) })
}

func orders(round int) []order {
	list := make([]order, 40)
	for i := range list {
		list[i] = order{round + i, fmt.Sprintf("order %d", i), float64(i) * 1.5, []string{"new", "paid"}}
	}
	return list
}

func serve(round int) []byte {
	encoded, err := json.Marshal(orders(round))
	check(err)
	var decoded []order
	check(json.Unmarshal(encoded, &decoded))
	prices := lib.Map(decoded, func(o order) float64 { return o.Price })
	names := lib.Map(decoded, func(o order) string { return strings.ToUpper(o.Name) })
	return []byte(fmt.Sprint(len(prices), len(names)))
}

//go:noinline
func score(seed, passes int) int {
	best := seed
	for pass := 0; pass < passes; pass++ {
		for i := 1; i < 18000; i++ {
			best = best*31 + i%7 ^ best>>3
		}
	}
	return best & 1
}

// shrink keeps its writer: a new one each time would have the kernel clear a megabyte,
// which takes as long as the machine's other work lets it.
func shrink(content []byte) []byte {
	var out bytes.Buffer
	writer.Reset(&out)
	_, err := writer.Write(content)
	check(err)
	check(writer.Close())
	return out.Bytes()
}

func newWriter() *flate.Writer {
	writer, err := flate.NewWriter(nil, flate.DefaultCompression)
	check(err)
	return writer
}

func words() int {
	counts := lib.Words(text)
	return len(counts)
}

func search() int {
	return len(pattern.FindAllString(text[:1800], -1))
}

func sorted(round int) int {
	numbers := make([]int, 3000)
	for i := range numbers {
		numbers[i] = (i * 7919 * (round + 1)) % 10007
	}
	sort.Slice(numbers, func(a, b int) bool { return numbers[a] < numbers[b] })
	return numbers[0]
}

func makeMatrix(size int) [][]float64 {
	rows := make([][]float64, size)
	for i := range rows {
		rows[i] = make([]float64, size)
		for j := range rows[i] {
			rows[i][j] = float64(i ^ j)
		}
	}
	return rows
}

//go:noinline
func multiply() int {
	size := len(matrix)
	sum := 0.0
	for i := 0; i < size; i++ {
		for j := 0; j < size; j++ {
			sum += dot(i, j)
		}
	}
	return int(sum) & 1
}

//go:noinline
func dot(i, j int) float64 {
	sum := 0.0
	for k := range matrix {
		sum += matrix[i][k] * matrix[k][j]
	}
	return sum
}

// mix is small enough to be inlined.
func mix(a, b int) int {
	for i := 0; i < 600; i++ {
		a = a*1103515245 + b ^ i
	}
	return a & 3
}

func hash(round int) int {
	sum := sha256.Sum256([]byte(text))
	for i := 0; i < 20; i++ {
		sum = sha256.Sum256(append(sum[:], byte(round)))
	}
	return int(sum[0])
}

// keep lets some of what it makes live on.
func keep(round int) int {
	kept[round%997] = bytes.Repeat([]byte{byte(round)}, 2000+round%5000)
	return len(kept)
}
