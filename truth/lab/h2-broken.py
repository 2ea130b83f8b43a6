"""HTTP/2 in the clear with one end a path: /BYTES/END. One thread a connection; frames are written by hand. Argument: PORT.

Requests are told apart by their paths, which are read from literal header fields or from Huffman code by python3-hpack."""
import socket, struct, sys, threading
from hpack import Decoder, Encoder

DATA, HEADERS, RST, SETTINGS, PING, GOAWAY, WINDOW, CONTINUATION = 0, 1, 3, 4, 6, 7, 8, 9
END_STREAM, END_HEADERS, PADDED, ACK = 1, 4, 8, 1
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def frame(kind, flags, stream, body=b""):
    return struct.pack(">I", len(body))[1:] + struct.pack(">BBI", kind, flags, stream) + body


class Connection:
    """It ignores flow control: its client opens the window wide."""

    def __init__(self, client):
        self.client, self.encoder, self.decoder = client, Encoder(), Decoder()

    def send(self, data):
        """Sends each frame by a call of its own."""
        at = 0
        while at < len(data):
            end = at + 9 + int.from_bytes(data[at : at + 3], "big")
            self.client.sendall(data[at:end])
            at = end

    def head(self, stream, size, more=()):
        fields = [(":status", "200"), ("content-length", str(size)), *more]
        return frame(HEADERS, END_HEADERS, stream, self.encoder.encode(fields))

    def body(self, stream, size, last=END_STREAM):
        frames = [frame(DATA, 0, stream, b"." * min(16384, size - at)) for at in range(0, size, 16384)]
        if last and frames:
            frames[-1] = frames[-1][:4] + bytes([last]) + frames[-1][5:]
        return b"".join(frames)

    def response(self, stream, size):
        return self.head(stream, size) + self.body(stream, size)


def whole(c, stream, size):
    c.send(c.response(stream, size))


def padded(c, stream, size):
    c.send(c.head(stream, 1000) + frame(DATA, PADDED | END_STREAM, stream, b"\x64" + b"." * 1000 + b"\0" * 100))


def continued(c, stream, size):
    """The header block in three frames."""
    block = c.encoder.encode([(":status", "200"), ("content-length", "1000"), ("x-long", "x" * 900)])
    a, b, d = block[:100], block[100:200], block[200:]
    c.send(frame(HEADERS, 0, stream, a) + frame(CONTINUATION, 0, stream, b) + frame(CONTINUATION, END_HEADERS, stream, d))
    c.send(c.body(stream, 1000))


def empty_end(c, stream, size):
    """END_STREAM in a DATA frame of its own."""
    c.send(c.head(stream, size) + c.body(stream, size, 0) + frame(DATA, END_STREAM, stream))


def less_body(c, stream, size):
    c.send(c.head(stream, size) + c.body(stream, size // 2))


def more_body(c, stream, size):
    c.send(c.head(stream, size // 2) + c.body(stream, size))


def rst(c, stream, size):
    c.send(c.head(stream, size) + c.body(stream, size // 2, 0) + frame(RST, 0, stream, struct.pack(">I", 2)))


def rst_after_end(c, stream, size):
    c.send(c.response(stream, size) + frame(RST, 0, stream, struct.pack(">I", 2)))


def extension(c, stream, size):
    """A large frame of a type that is not defined, in mid-body (RFC 9113, section 4.1)."""
    half = size // 2
    c.send(c.head(stream, size) + c.body(stream, half, 0) + frame(77, 4, stream, b"m" * 9000) + c.body(stream, size - half))


def extension_and_close(c, stream, size):
    c.send(c.head(stream, size) + c.body(stream, 16384 * 40, 0) + frame(77, 4, stream, b"m" * 9000) + c.body(stream, 16384, 0))
    raise EOFError


def not_modified_no_end(c, stream, size):
    c.send(frame(HEADERS, END_HEADERS, stream, c.encoder.encode([(":status", "304"), ("content-length", str(size))])))
    raise EOFError


def no_end_stream(c, stream, size):
    c.send(c.head(stream, size) + c.body(stream, size, 0))
    raise EOFError


def close_in_frame(c, stream, size):
    c.send(c.response(stream, size)[: size // 2 + 77])
    raise EOFError


def close_in_head(c, stream, size):
    c.send(c.head(stream, 1000) + c.body(stream, 1000, 0))
    c.client.sendall(frame(DATA, END_STREAM, stream)[:4])
    raise EOFError


def close_between_frames(c, stream, size):
    c.send(c.head(stream, size) + c.body(stream, 16384 * 40, 0))
    raise EOFError


def goaway_and_close(c, stream, size):
    c.send(c.head(stream, size) + c.body(stream, 16384 * 40, 0) + frame(GOAWAY, 0, 0, struct.pack(">II", stream, 0)))
    raise EOFError


def shut_in_frame(c, stream, size):
    c.send(c.response(stream, size)[: size // 2 + 77])
    c.client.shutdown(socket.SHUT_WR)
    while c.client.recv(65536):
        pass
    raise EOFError


def linger_zero(c, stream, size):
    c.send(c.response(stream, size)[: size // 2 + 77])
    c.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise EOFError


def eagain_dropped(c, stream, size):
    c.client.setblocking(False)
    try:
        c.send(c.response(stream, size))
    except BlockingIOError:
        raise EOFError


def grpc(c, stream, size):
    """A call of gRPC that ends with its status."""
    c.send(grpc_head(c, stream) + frame(DATA, 0, stream, b"\0\0\0\0\x05hello"))
    c.send(frame(HEADERS, END_HEADERS | END_STREAM, stream, c.encoder.encode([("grpc-status", "0")])))


def grpc_no_status(c, stream, size):
    c.send(grpc_head(c, stream) + frame(DATA, END_STREAM, stream, b"\0\0\0\0\x05hello"))


def grpc_head(c, stream):
    return frame(HEADERS, END_HEADERS, stream, c.encoder.encode([(":status", "200"), ("content-type", "application/grpc")]))


ENDS = {f.__name__.replace("_", "-"): f for f in (
    whole, padded, continued, empty_end, less_body, more_body, rst, rst_after_end, extension, extension_and_close,
    not_modified_no_end, no_end_stream, close_in_frame, close_in_head,
    close_between_frames, goaway_and_close, shut_in_frame, linger_zero, eagain_dropped, grpc, grpc_no_status)}


def exactly(client, size):
    data = b""
    while len(data) < size:
        more = client.recv(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def answer(c, stream, fields):
    path = fields[":path"].strip("/").split("/")
    if fields[":method"] == "HEAD":
        return c.send(frame(HEADERS, END_HEADERS | END_STREAM, stream, c.encoder.encode([(":status", "200"), ("content-length", path[0])])))
    if not path[0].isdigit():
        return c.send(frame(HEADERS, END_HEADERS | END_STREAM, stream, c.encoder.encode([(":status", "404")])))
    ENDS[path[1] if len(path) > 1 else "whole"](c, stream, int(path[0]))


def text(value):
    return value if isinstance(value, str) else value.decode()


def serve(client):
    c, asked = Connection(client), {}
    try:
        if exactly(client, len(PREFACE)) != PREFACE:
            raise EOFError
        c.send(frame(SETTINGS, 0, 0) + frame(WINDOW, 0, 0, struct.pack(">I", 10_000_000)))
        while True:
            head = exactly(client, 9)
            kind, flags, stream = struct.unpack(">BBI", head[3:])
            body = exactly(client, int.from_bytes(head[:3], "big"))
            if kind == SETTINGS and not flags & ACK:
                c.send(frame(SETTINGS, ACK, 0))
            if kind == PING and not flags & ACK:
                c.send(frame(PING, ACK, 0, body))
            if kind == HEADERS:
                body = body[1 : len(body) - body[0]] if flags & PADDED else body
                body = body[5:] if flags & 32 else body  # PRIORITY
                asked[stream] = {text(name): text(value) for name, value in c.decoder.decode(body)}
            if kind in (HEADERS, DATA) and flags & END_STREAM and stream in asked:
                answer(c, stream, asked.pop(stream))
    except (EOFError, OSError):
        pass
    client.close()


listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
