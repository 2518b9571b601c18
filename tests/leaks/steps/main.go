// A report that is made now and then, and kept each time.
package main

import (
	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type report struct{ rows [][]byte }

var history []*report

func makeReport(rows int) *report {
	r := &report{}
	for range rows {
		r.rows = append(r.rows, make([]byte, 8<<10))
	}
	return r
}

func main() {
	harness.Start()
	others := backdrop.All()
	harness.Run(func(tick int) {
		others.Tick(tick)
		if tick%300 == 299 {
			history = append(history, makeReport(int(200**harness.Leak)))
		}
	})
}
