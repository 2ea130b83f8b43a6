"""A WSGI application. /BYTES, /BYTES/MODE with MODE chunked, short, hang, unread, paused; /204, /304;
/COUNT/events, and /COUNT/dies, which fails after half of them."""
import time


def app(environ, start_response):
    _, first, *rest = environ["PATH_INFO"].split("/")
    mode = rest[0] if rest else ""
    if mode != "unread":
        environ["wsgi.input"].read()
    if first in ("204", "304"):
        start_response(first + " -", [("Content-Length", "1000")] if first == "304" else [])
        return []
    if not first.isdigit():
        start_response("404 Not Found", [("Content-Length", "9")])
        return [b"not found"]
    body = b"." * int(first)
    if mode == "chunked":
        start_response("200 OK", [])
        return [body[: len(body) // 2], body[len(body) // 2 :]]
    if mode in ("events", "dies"):
        start_response("200 OK", [("Content-Type", "text/event-stream")])
        return events(len(body), mode)
    start_response("200 OK", [("Content-Length", str(len(body)))])
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    if mode == "short":
        return [body[: len(body) // 2]]
    if mode == "hang":
        return hang(body)
    if mode == "paused":
        return paused(body)
    return [body]


def events(count, mode):
    for sent in range(count):
        if mode == "dies" and sent == count // 2:
            raise RuntimeError("dies")
        yield b"data: %s\n\n" % (b"e" * 92)
        time.sleep(0.02)


def paused(body):
    yield body[: len(body) // 2]
    time.sleep(0.3)
    yield body[len(body) // 2 :]


def hang(body):
    yield body[: len(body) // 2]
    time.sleep(30)  # the arbiter kills the worker first
