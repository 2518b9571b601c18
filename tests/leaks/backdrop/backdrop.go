// Package backdrop is what services do beside leaking: caches that warm up, pools, bursts, churn.
// Each part has a Tick, called every 10 ms.
package backdrop

import (
	"bytes"
	"fmt"
	"sync"
	"time"

	"example.com/leaks/harness"
)

// A Part of a service.
type Part interface{ Tick(tick int) }

// Parts are several.
type Parts []Part

// Tick runs all.
func (parts Parts) Tick(tick int) {
	for _, part := range parts {
		part.Tick(tick)
	}
}

// All has a part of each kind, other ones for each seed.
func All() Parts {
	r := harness.Random
	return Parts{
		&Cache{Capacity: 500 + r.Intn(2500), PerSecond: 200 + 400*r.Float64(), Size: 2048 + r.Intn(3000)},
		&Sessions{Users: 500 + r.Intn(2000), PerSecond: 150 + 300*r.Float64()},
		&Churn{PerSecond: 2 + 6*r.Float64()},
		&Buffers{},
		&Bursts{Every: 2 + 6*r.Float64(), Megabytes: 4 + r.Intn(10)},
		&Requests{PerSecond: 20 + 60*r.Float64(), Lasting: time.Duration(50+r.Intn(400)) * time.Millisecond},
		NewWorkers(5 + r.Intn(30)),
	}
}

// Cache keeps the latest so many pages: it fills and then turns over.
type Cache struct {
	Capacity, Size int
	PerSecond      float64
	pages          map[int][]byte
	order          []int
}

func renderPage(id, size int) []byte {
	return bytes.Repeat([]byte(fmt.Sprint(id)), size/8)
}

// Tick puts pages.
func (c *Cache) Tick(int) {
	if c.pages == nil {
		c.pages = make(map[int][]byte)
	}
	for range harness.Often(c.PerSecond) {
		id := harness.Random.Intn(c.Capacity * 20)
		if _, ok := c.pages[id]; !ok {
			c.order = append(c.order, id)
		}
		c.pages[id] = renderPage(id, c.Size)
		if len(c.order) > c.Capacity {
			delete(c.pages, c.order[0])
			c.order = append(c.order[:0:0], c.order[1:]...)
		}
	}
}

// Sessions has one for each user: new ones get rarer, old ones are replaced.
type Sessions struct {
	Users     int
	PerSecond float64
	byUser    sync.Map
}

type session struct {
	user  string
	items [64]int64
	notes []string
}

func newSession(user int) *session {
	s := &session{user: fmt.Sprintf("user-%d", user)}
	for range user % 7 {
		s.notes = append(s.notes, string(make([]byte, 200)))
	}
	return s
}

// Tick stores sessions.
func (s *Sessions) Tick(int) {
	for range harness.Often(s.PerSecond) {
		user := harness.Random.Intn(s.Users)
		s.byUser.Store(user, newSession(user))
	}
}

// Churn allocates so many megabytes a second and keeps none.
type Churn struct {
	PerSecond float64
	last      []byte
}

// Tick allocates.
func (c *Churn) Tick(int) {
	for range harness.Often(c.PerSecond * 16) {
		c.last = make([]byte, 64<<10)
	}
}

// Buffers come from a sync.Pool.
type Buffers struct{ pool sync.Pool }

// Tick takes buffers and gives them back.
func (b *Buffers) Tick(tick int) {
	var taken []*bytes.Buffer
	for range 4 + tick/50%8 {
		buffer, ok := b.pool.Get().(*bytes.Buffer)
		if !ok {
			buffer = bytes.NewBuffer(make([]byte, 0, 48<<10))
		}
		taken = append(taken, buffer)
	}
	for _, buffer := range taken {
		b.pool.Put(buffer)
	}
}

// Bursts hold many megabytes for a while, every so many seconds.
type Bursts struct {
	Every     float64
	Megabytes int
	held      [][]byte
	until     int
}

// Tick starts a burst or ends it.
func (b *Bursts) Tick(tick int) {
	if b.held == nil && harness.Random.Float64() < 0.01/b.Every {
		for range b.Megabytes * 8 {
			b.held = append(b.held, make([]byte, 128<<10))
		}
		b.until = tick + 50 + harness.Random.Intn(250)
	}
	if b.held != nil && tick >= b.until {
		b.held = nil
	}
}

// Requests each run in a goroutine for a while; there are many at some times.
type Requests struct {
	PerSecond float64
	Lasting   time.Duration
}

// Tick starts requests.
func (r *Requests) Tick(tick int) {
	busy := 0.3 + float64(tick/70*37%100)/60
	for range harness.Often(r.PerSecond * busy) {
		go serve(time.Duration(harness.Random.ExpFloat64() * float64(r.Lasting)))
	}
}

func serve(lasting time.Duration) {
	body := make([]byte, 16<<10)
	time.Sleep(lasting)
	body[0] = 1
}

// Workers start as they are needed, up to so many, and stay.
type Workers struct {
	jobs    chan time.Duration
	max     int
	started int
}

// NewWorkers makes a pool without workers.
func NewWorkers(max int) *Workers { return &Workers{jobs: make(chan time.Duration), max: max} }

// Tick gives work to a worker; a new one, if all are busy.
func (w *Workers) Tick(int) {
	for range harness.Often(20) {
		job := time.Duration(harness.Random.ExpFloat64() * float64(400*time.Millisecond))
		select {
		case w.jobs <- job:
		default:
			if w.started < w.max {
				w.started++
				go w.work()
			}
		}
	}
}

func (w *Workers) work() {
	state := make([]byte, 8<<10)
	for job := range w.jobs {
		time.Sleep(job)
		state[0]++
	}
}
