"""python3 http.server, one thread a connection. /BYTES, /BYTES/MODE with MODE chunked, until-close, short, unread; /204, /304."""
import http.server, re, sys


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
        ranged = re.fullmatch(r"bytes=0-(\d+)", self.headers.get("Range") or "")
        if ranged:
            body = body[: int(ranged[1]) + 1]
        self.send_response(206 if ranged else 200)
        if mode == "until-close":
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if mode == "short":
            body, self.close_connection = body[: len(body) // 2], True
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_POST = do_GET

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
