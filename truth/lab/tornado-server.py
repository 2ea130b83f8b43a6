"""Tornado. /BYTES, /BYTES/MODE with MODE chunked; /204, /304."""
import asyncio, sys

import tornado.web


class Answer(tornado.web.RequestHandler):
    async def get(self):
        first, _, mode = self.request.path.strip("/").partition("/")
        if first in ("204", "304"):
            return self.set_status(int(first))
        if not first.isdigit():
            raise tornado.web.HTTPError(404)
        body = b"." * int(first)
        if mode == "chunked":
            self.write(body[: len(body) // 2])
            await self.flush()
            body = body[len(body) // 2 :]
        self.write(body)

    head = post = get


async def main():
    tornado.web.Application([("/.*", Answer)]).listen(int(sys.argv[1]), "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())
