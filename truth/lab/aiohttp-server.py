"""aiohttp. /BYTES, /BYTES/MODE with MODE chunked, short, unread, paused; /204, /304; /COUNT/events, and /COUNT/dies."""
import asyncio, sys

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
    if mode in ("events", "dies"):
        return await events(request, len(body), mode)
    if mode not in ("chunked", "short", "paused"):
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
    if mode == "paused":
        await asyncio.sleep(0.3)
    await response.write(body[len(body) // 2 :])
    await response.write_eof()
    return response


async def events(request, count, mode):
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    response.enable_chunked_encoding()
    await response.prepare(request)
    for _ in range(count if mode == "events" else count // 2):
        await response.write(b"data: %s\n\n" % (b"e" * 92))
        await asyncio.sleep(0.02)
    if mode == "dies":
        request.transport.close()
    else:
        await response.write_eof()
    return response


app = web.Application(client_max_size=2**30)
app.router.add_route("*", "/{path:.*}", answer)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
