// Go's net/http with h2c. /BYTES, /BYTES/MODE with MODE short, panic, paused, trailers. Argument: PORT.
package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/h2c"
)

func main() {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		parts := strings.Split(r.URL.Path, "/")
		size, err := strconv.Atoi(parts[1])
		if err != nil {
			http.NotFound(w, r)
			return
		}
		body := bytes.Repeat([]byte("."), size)
		mode := ""
		if len(parts) > 2 {
			mode = parts[2]
		}
		if mode == "trailers" {
			w.Header().Set("Trailer", "X-Sum")
			w.Write(body)
			w.Header().Set("X-Sum", "1")
			return
		}
		w.Header().Set("Content-Length", strconv.Itoa(size))
		if mode == "" {
			w.Write(body)
			return
		}
		w.Write(body[:size/2])
		w.(http.Flusher).Flush()
		switch mode {
		case "panic":
			panic(http.ErrAbortHandler)
		case "paused":
			time.Sleep(300 * time.Millisecond)
			w.Write(body[size/2:])
		}
	})
	panic(http.ListenAndServe("127.0.0.1:"+os.Args[1], h2c.NewHandler(handler, &http2.Server{})))
}
