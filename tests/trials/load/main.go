// Load does a fixed amount of mixed work and writes profiles of it: what the
// trials of comparisons run twice. With -slow, one of its functions, main.score,
// does 30% more.
package main

import (
	"flag"
	"log"
	"os"
	"runtime"
	"runtime/pprof"
)

var (
	cpu    = flag.String("cpu", "", "write a CPU profile to this file")
	heap   = flag.String("heap", "", "write a heap profile to this file")
	rounds = flag.Int("rounds", 100, "how much to do")
	rate   = flag.Int("rate", 100, "CPU samples a second")
	slow   = flag.Bool("slow", false, "main.score does 30% more")
)

func main() {
	flag.Parse()
	if *cpu != "" {
		file, err := os.Create(*cpu)
		check(err)
		// The only way to another rate; the runtime complains, and keeps it.
		runtime.SetCPUProfileRate(*rate)
		check(pprof.StartCPUProfile(file))
		defer file.Close()
		defer pprof.StopCPUProfile()
	}
	passes := 10
	if *slow {
		passes = 13
	}
	run(*rounds, passes)
	if *heap != "" {
		file, err := os.Create(*heap)
		check(err)
		runtime.GC()
		check(pprof.Lookup("heap").WriteTo(file, 0))
		check(file.Close())
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
