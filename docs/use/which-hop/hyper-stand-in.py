"""hyper-stand-in.py SOCKET [fixed]: makes the system calls of hyper 0.14 when it ends a response too early (hyper PR 4018).

It is not hyper. GET or POST /BYTES answers with BYTES bytes of body, and leaves an upload unread. It writes head and body at
once, and once more what the kernel did not take. If the kernel refuses that (EAGAIN), it forgets the rest, and shuts its side
down. With `fixed` it waits until the socket has room, and writes the rest.
"""
import os
import select
import socket
import sys
from email.utils import formatdate


def respond(connection, size, waits):
    """Writes a response of `size` body bytes. What a refused write left over is lost if this server does not wait."""
    fields = f"content-type: image/avif\r\ncontent-length: {size}\r\ndate: {formatdate(usegmt=True)}"
    rest = [f"HTTP/1.1 200 OK\r\n{fields}\r\n\r\n".encode(), memoryview(bytes(size))]
    while any(map(len, rest)):
        try:
            taken = os.writev(connection.fileno(), rest)
        except BlockingIOError:
            if not waits:
                break
            select.select([], [connection], [])
            continue
        head, body = rest
        rest = [head[taken:], body[max(0, taken - len(head)) :]]
    connection.shutdown(socket.SHUT_WR)


path, waits = sys.argv[1], "fixed" in sys.argv
if os.path.exists(path):
    os.unlink(path)
server = socket.socket(socket.AF_UNIX)
server.bind(path)
server.listen()
while True:
    connection, _ = server.accept()
    connection.setblocking(False)
    with connection:
        try:
            select.select([connection], [], [])
            words = connection.recv(65536).decode("latin-1").split(" ")
            if len(words) > 1:  # a client that has left sends none
                respond(connection, int(words[1].strip("/")), waits)
        except (OSError, ValueError) as error:
            print(error, file=sys.stderr)
