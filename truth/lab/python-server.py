"""python3 http.server, one thread a connection. /BYTES, /BYTES/MODE with MODE chunked, until-close, short, unread, paused;
/204, /304; /COUNT/events, and /COUNT/dies, which ends after half of them.
Arguments: PORT, or PORT CERTIFICATE KEY for TLS."""
import http.server, re, ssl, sys, time


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        _, first, *rest = self.path.split("?")[0].split("/")
        mode = rest[0] if rest else ""
        if mode != "unread":
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
        else:
            self.close_connection = True
        if first in ("204", "304"):
            self.send_response(int(first))
            if first == "304":
                self.send_header("Content-Length", "1000")
            return self.end_headers()
        if not first.isdigit():
            return self.send_error(404)
        body = b"." * int(first)
        if mode == "chunked":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for part in (body[: len(body) // 2], body[len(body) // 2 :]):
                self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            return self.wfile.write(b"0\r\n\r\n")
        if mode in ("events", "dies"):
            return self.events(len(body), mode)
        ranged = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")
        if ranged:
            body = body[int(ranged[1]) : int(ranged[2]) + 1 if ranged[2] else None]
        self.send_response(206 if ranged else 200)
        if mode == "until-close":
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if mode == "short":
            body, self.close_connection = body[: len(body) // 2], True
        if mode == "paused":
            self.wfile.write(body[: len(body) // 2])
            time.sleep(0.3)
            body = body[len(body) // 2 :]
        if self.command != "HEAD":
            self.wfile.write(body)

    def events(self, count, mode):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _ in range(count if mode == "events" else count // 2):
            self.wfile.write(b"64\r\ndata: %s\n\n\r\n" % (b"e" * 92))
            time.sleep(0.02)
        if mode == "events":
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.close_connection = True

    do_HEAD = do_POST = do_GET

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
if len(sys.argv) > 2:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*sys.argv[2:4])
    # the handshake happens in the thread of the connection, at its first read
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
server.serve_forever()
