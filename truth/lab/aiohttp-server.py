"""aiohttp. /BYTES, /BYTES/MODE with MODE chunked, short, unread; /204, /304."""
import sys

from aiohttp import web


async def answer(request):
    first, _, mode = request.path.strip("/").partition("/")
    if mode != "unread":
        await request.read()
    if first in ("204", "304"):
        return web.Response(status=int(first))
    if not first.isdigit():
        return web.Response(status=404, text="not found")
    body = b"." * int(first)
    if mode not in ("chunked", "short"):
        return web.Response(body=body)
    response = web.StreamResponse()
    if mode == "chunked":
        response.enable_chunked_encoding()
    else:
        response.content_length = len(body)
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    if mode == "short":
        request.transport.close()
        return response
    await response.write(body[len(body) // 2 :])
    await response.write_eof()
    return response


app = web.Application(client_max_size=2**30)
app.router.add_route("*", "/{path:.*}", answer)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
