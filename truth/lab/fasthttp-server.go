// fasthttp. Arguments: port, folder of files. /BYTES from memory; /BYTES/MODE with MODE file, chunked, short, broken,
// paused; /204, /304; /COUNT/events, and /COUNT/dies, whose stream fails after half of them.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/valyala/fasthttp"
)

// A body that waits between its parts, and may fail after the last one.
type slow struct {
	parts [][]byte
	wait  time.Duration
	err   error
	at    int
}

func (s *slow) Read(to []byte) (int, error) {
	if s.at == len(s.parts) {
		return 0, s.err
	}
	if len(s.parts[s.at]) == 0 {
		s.at++
		time.Sleep(s.wait)
		return s.Read(to)
	}
	count := copy(to, s.parts[s.at])
	s.parts[s.at] = s.parts[s.at][count:]
	return count, nil
}

func main() {
	server := &fasthttp.Server{StreamRequestBody: false, MaxRequestBodySize: 1 << 24, Logger: quiet{}}
	server.Handler = func(ctx *fasthttp.RequestCtx) {
		parts := strings.Split(string(ctx.Path()), "/")
		mode := ""
		if len(parts) > 2 {
			mode = parts[2]
		}
		size, err := strconv.Atoi(parts[1])
		if err != nil {
			ctx.Error("not found", 404)
			return
		}
		if size == 204 || size == 304 {
			ctx.SetStatusCode(size)
			return
		}
		body := bytes.Repeat([]byte("."), size)
		half := [][]byte{body[: size/2 : size/2], body[size/2:]}
		switch mode {
		case "file":
			fasthttp.ServeFile(ctx, os.Args[2]+"/"+parts[1])
		case "chunked":
			ctx.SetBodyStreamWriter(func(w *bufio.Writer) { w.Write(body) })
		case "short":
			ctx.SetBodyStream(bytes.NewReader(half[0]), size)
		case "broken":
			ctx.SetBodyStream(&slow{parts: half[:1], err: errors.New("broken")}, -1)
		case "paused":
			ctx.SetBodyStream(&slow{parts: half, wait: 300 * time.Millisecond, err: io.EOF}, size)
		case "events", "dies":
			ctx.SetContentType("text/event-stream")
			ctx.SetBodyStreamWriter(func(w *bufio.Writer) {
				for sent := 0; sent < size; sent++ {
					if mode == "dies" && sent == size/2 {
						panic("dies")
					}
					w.WriteString("data: " + strings.Repeat("e", 92) + "\n\n")
					if w.Flush() != nil {
						return
					}
					time.Sleep(20 * time.Millisecond)
				}
			})
		default:
			ctx.SetBody(body)
		}
	}
	panic(server.ListenAndServe("127.0.0.1:" + os.Args[1]))
}

type quiet struct{}

func (quiet) Printf(string, ...interface{}) {}
