// Go's net/http/fcgi. /BYTES, /BYTES/MODE with MODE short, panic, paused. Argument: PORT.
package main

import (
	"bytes"
	"net"
	"net/http"
	"net/http/fcgi"
	"os"
	"strconv"
	"strings"
	"time"
)

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Args[1])
	if err != nil {
		panic(err)
	}
	panic(fcgi.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		parts := strings.Split(r.URL.Path, "/")
		size, err := strconv.Atoi(parts[1])
		if err != nil {
			http.NotFound(w, r)
			return
		}
		body := bytes.Repeat([]byte("."), size)
		w.Header().Set("Content-Length", strconv.Itoa(size))
		if len(parts) < 3 {
			w.Write(body)
			return
		}
		w.Write(body[:size/2])
		switch parts[2] {
		case "panic":
			panic("panic")
		case "paused":
			time.Sleep(300 * time.Millisecond)
			w.Write(body[size/2:])
		}
	})))
}
