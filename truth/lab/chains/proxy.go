// A hop in the middle: net/http/httputil's ReverseProxy. Arguments: LISTEN UPSTREAM, each a port of 127.0.0.1 or the path of a Unix socket.
package main

import (
	"context"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
)

// place returns the network and the address of an argument.
func place(argument string) (string, string) {
	if strings.HasPrefix(argument, "/") {
		return "unix", argument
	}
	return "tcp", "127.0.0.1:" + argument
}

func main() {
	network, address := place(os.Args[1])
	if network == "unix" {
		os.Remove(address) // a killed predecessor left it
	}
	listener, err := net.Listen(network, address)
	if err != nil {
		panic(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: "upstream"})
	proxy.Transport = &http.Transport{DialContext: func(_ context.Context, _, _ string) (net.Conn, error) {
		return net.Dial(place(os.Args[2]))
	}}
	panic(http.Serve(listener, proxy))
}
