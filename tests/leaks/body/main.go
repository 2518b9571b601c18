// Bodies of responses that are not closed: each keeps its connection and two goroutines.
package main

import (
	"io"
	"net"
	"net/http"
	"strings"

	"example.com/leaks/backdrop"
	"example.com/leaks/harness"
)

func answer(w http.ResponseWriter, _ *http.Request) {
	io.WriteString(w, strings.Repeat("data ", 4000))
}

func fetch(client *http.Client, url string, forget bool) {
	response, err := client.Get(url)
	if err != nil {
		return
	}
	if response.StatusCode != http.StatusOK || forget {
		return
	}
	io.Copy(io.Discard, response.Body)
	response.Body.Close()
}

func main() {
	harness.Start()
	others := backdrop.All()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go http.Serve(listener, http.HandlerFunc(answer))
	url := "http://" + listener.Addr().String()
	harness.Run(func(tick int) {
		others.Tick(tick)
		for range harness.Often(20) {
			fetch(http.DefaultClient, url, false)
		}
		for range harness.Often(6 * *harness.Leak) {
			fetch(http.DefaultClient, url, true)
		}
	})
}
