"""Twisted. /BYTES, /BYTES/MODE with MODE chunked, broken; /204, /304."""
import sys

from twisted.internet import reactor
from twisted.web import resource, server


class Answer(resource.Resource):
    isLeaf = True

    def render(self, request):
        first, _, mode = request.path.decode().strip("/").partition("/")
        if first in ("204", "304"):
            request.setResponseCode(int(first))
            return b""
        if not first.isdigit():
            request.setResponseCode(404)
            return b"not found"
        body = b"." * int(first)
        if mode == "broken":
            request.setHeader("content-length", str(len(body)))
            request.write(body[: len(body) // 2])
            reactor.callLater(0.2, request.channel.transport.abortConnection)
            return server.NOT_DONE_YET
        if mode == "chunked":
            request.write(body[: len(body) // 2])
            request.write(body[len(body) // 2 :])
            request.finish()
            return server.NOT_DONE_YET
        request.setHeader("content-length", str(len(body)))
        return body


reactor.listenTCP(int(sys.argv[1]), server.Site(Answer()), interface="127.0.0.1")
reactor.run()
