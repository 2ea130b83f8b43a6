"""An ASGI application for uvicorn. /BYTES, /BYTES/MODE with MODE chunked, short, unread; /204, /304."""


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
    await start(200, *([] if mode == "chunked" else [(b"content-length", str(len(body)).encode())]))
    await send({"type": "http.response.body", "body": body[:half], "more_body": True})
    if mode == "short":
        raise RuntimeError("short")
    await send({"type": "http.response.body", "body": body[half:]})
