// Package harness runs a small service and takes snapshots of it.
package harness

import (
	"flag"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"time"
)

var (
	out   = flag.String("o", "out", "folder for the snapshots")
	count = flag.Int("n", 10, "how many snapshots")
	every = flag.Duration("every", 2*time.Second, "time between snapshots")
	seed  = flag.Int64("seed", 1, "makes the load and the noise another one")
	gc    = flag.Bool("gc", true, "collect garbage before each snapshot, as heap?gc=1 does")
	dump  = flag.Bool("dump", false, "also write goroutine debug=2")
	// Leak multiplies how fast a program leaks.
	Leak = flag.Float64("leak", 1, "how fast it leaks")
)

// Random is for the goroutine that runs the service's steps.
var Random *rand.Rand

// Start reads the flags. Call it first.
func Start() {
	flag.Parse()
	Random = rand.New(rand.NewSource(*seed))
}

// Run calls step every 10 ms and takes snapshots in between.
func Run(step func(tick int)) {
	if err := os.MkdirAll(*out, 0o755); err != nil {
		panic(err)
	}
	for tick, snapshot := 0, 0; snapshot < *count; snapshot++ {
		// Nobody takes snapshots at exactly equal distances.
		jitter := 1 + (Random.Float64()-0.5)/5
		until := time.Now().Add(time.Duration(float64(*every) * jitter))
		for time.Now().Before(until) {
			step(tick)
			tick++
			time.Sleep(10 * time.Millisecond)
		}
		if *gc {
			runtime.GC()
		}
		write("heap", snapshot, 0, "pb.gz")
		write("goroutine", snapshot, 0, "pb.gz")
		if *dump {
			write("goroutine", snapshot, 2, "txt")
		}
	}
}

func write(kind string, number, debug int, ending string) {
	file, err := os.Create(filepath.Join(*out, fmt.Sprintf("%s.%02d.%s", kind, number, ending)))
	if err != nil {
		panic(err)
	}
	if err := pprof.Lookup(kind).WriteTo(file, debug); err != nil {
		panic(err)
	}
	file.Close()
}

// Often says, for a rate in events per second, how many happen in this step.
func Often(perSecond float64) int {
	expected := perSecond / 100
	whole := int(expected)
	if Random.Float64() < expected-float64(whole) {
		whole++
	}
	return whole
}

// Total is how long the service runs, in steps.
func Total() int {
	return int(*every/(10*time.Millisecond)) * *count
}
