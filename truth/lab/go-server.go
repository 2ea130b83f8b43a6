// Go's net/http. /BYTES, /BYTES/MODE with MODE chunked, trailers, short, panic, unread, paused; /204, /304;
// /COUNT/events, and /COUNT/dies, which panics after half of them. Arguments: PORT, or PORT CERTIFICATE KEY for TLS.
package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		parts := strings.Split(r.URL.Path, "/")
		mode := ""
		if len(parts) > 2 {
			mode = parts[2]
		}
		if mode != "unread" {
			io.Copy(io.Discard, r.Body)
		}
		if parts[1] == "204" || parts[1] == "304" {
			status, _ := strconv.Atoi(parts[1])
			w.WriteHeader(status)
			return
		}
		size, err := strconv.Atoi(parts[1])
		if err != nil {
			http.NotFound(w, r)
			return
		}
		body := bytes.Repeat([]byte("."), size)
		switch mode {
		case "chunked":
			w.Write(body[:size/2])
			w.(http.Flusher).Flush()
			w.Write(body[size/2:])
		case "trailers":
			w.Header().Set("Trailer", "X-Sum")
			w.Write(body)
			w.Header().Set("X-Sum", "1")
		case "short":
			w.Header().Set("Content-Length", strconv.Itoa(size))
			w.Write(body[:size/2])
		case "panic":
			w.Header().Set("Content-Length", strconv.Itoa(size))
			w.Write(body[:size/2])
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		case "panic-chunked":
			w.Write(body[:size/2])
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		case "paused":
			w.Header().Set("Content-Length", strconv.Itoa(size))
			w.Write(body[:size/2])
			w.(http.Flusher).Flush()
			time.Sleep(300 * time.Millisecond)
			w.Write(body[size/2:])
		case "events", "dies":
			w.Header().Set("Content-Type", "text/event-stream")
			for sent := 0; sent < size; sent++ {
				if mode == "dies" && sent == size/2 {
					panic(http.ErrAbortHandler)
				}
				w.Write([]byte("data: " + strings.Repeat("e", 92) + "\n\n"))
				w.(http.Flusher).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		default:
			http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
		}
	})
	if len(os.Args) > 3 {
		panic(http.ListenAndServeTLS("127.0.0.1:"+os.Args[1], os.Args[2], os.Args[3], nil))
	}
	panic(http.ListenAndServe("127.0.0.1:"+os.Args[1], nil))
}
