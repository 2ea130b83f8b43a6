"""An ASGI application for uvicorn and hypercorn. /BYTES, /BYTES/MODE with MODE chunked, short, unread, paused; /204, /304;
/COUNT/events, and /COUNT/dies, which fails after half of them."""
import asyncio


async def app(scope, receive, send):
    first, _, mode = scope["path"].strip("/").partition("/")
    while mode != "unread" and (await receive()).get("more_body"):
        pass

    async def start(status, *headers):
        await send({"type": "http.response.start", "status": status, "headers": list(headers)})

    if first in ("204", "304"):
        await start(int(first))
        return await send({"type": "http.response.body"})
    if not first.isdigit():
        await start(404, (b"content-length", b"9"))
        return await send({"type": "http.response.body", "body": b"not found"})
    body = b"." * int(first)
    half = len(body) // 2
    if mode in ("events", "dies"):
        await start(200, (b"content-type", b"text/event-stream"))
        for sent in range(len(body)):
            if mode == "dies" and sent == half:
                raise RuntimeError("dies")
            await send({"type": "http.response.body", "body": b"data: %s\n\n" % (b"e" * 92), "more_body": True})
            await asyncio.sleep(0.02)
        return await send({"type": "http.response.body"})
    await start(200, *([] if mode == "chunked" else [(b"content-length", str(len(body)).encode())]))
    await send({"type": "http.response.body", "body": body[:half], "more_body": True})
    if mode == "short":
        raise RuntimeError("short")
    if mode == "paused":
        await asyncio.sleep(0.3)
    await send({"type": "http.response.body", "body": body[half:]})
