// No leak: an HTTP server with connections that are kept open and used again.
package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

type answer struct {
	ID   int
	Rows []string
}

func serve(w http.ResponseWriter, r *http.Request) {
	a := answer{ID: len(r.URL.Path)}
	for range 40 {
		a.Rows = append(a.Rows, "a row of the answer")
	}
	json.NewEncoder(w).Encode(a)
}

func main() {
	harness.Start()
	others := backdrop.All()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go http.Serve(listener, http.HandlerFunc(serve))
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 30}}
	url := "http://" + listener.Addr().String() + "/orders"
	get := func() {
		if response, err := client.Get(url); err == nil {
			io.Copy(io.Discard, response.Body)
			response.Body.Close()
		}
	}
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(80 + float64(tick/300*61%100)) {
			go get()
		}
	})
}
