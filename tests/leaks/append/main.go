// An audit log that only grows: a slice that is appended to and never cut.
package main

import (
	"strings"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type entry struct {
	method, path string
	status       int
}

var audit []entry

func recordAudit(path string) {
	audit = append(audit, entry{"GET", strings.Repeat(path, 12), 200})
}

func main() {
	harness.Start()
	others := backdrop.All()
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(1200 * *harness.Leak) {
			recordAudit("/orders/item/detail")
		}
	})
}
