"""A WSGI application for gunicorn. /BYTES, /BYTES/MODE with MODE chunked, short, hang, unread; /204, /304."""
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
    start_response("200 OK", [("Content-Length", str(len(body)))])
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    if mode == "short":
        return [body[: len(body) // 2]]
    if mode == "hang":
        return hang(body)
    return [body]


def hang(body):
    yield body[: len(body) // 2]
    time.sleep(30)  # the arbiter kills the worker first
