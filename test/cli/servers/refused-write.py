"""refused-write.py PORT MODE [BYTES]: answers every request with BYTES bytes of body, in writes of 4,000 bytes.

What it does where a write is refused is its MODE:
  poll      waits until the socket takes bytes again, level-triggered
  edge      the same, edge-triggered
  drop      closes the connection, as if the rest had been written
  forget    keeps the connection open, and writes nothing more
  asleep    waits until the socket takes bytes again, and writes nothing more
  blocking  the socket waits by itself: the kernel never refuses
"""
import select
import signal
import socket
import sys
import time

port, mode = int(sys.argv[1]), sys.argv[2]
size = int(sys.argv[3]) if len(sys.argv) > 3 else 8000


def respond(connection):
    rest = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size + b"." * size
    poller = select.epoll()
    if mode == "edge":
        poller.register(connection, select.EPOLLIN | select.EPOLLOUT | select.EPOLLET)
        poller.poll()  # what is known already is told once
    while rest:
        try:
            rest = rest[connection.send(rest[:4000]) :]
        except BlockingIOError:
            if mode == "drop":
                return
            if mode == "forget":
                time.sleep(60)
            if mode != "edge":
                poller.register(connection, select.EPOLLOUT)
            poller.poll()
            if mode == "asleep":
                time.sleep(60)
            if mode != "edge":
                poller.unregister(connection)


signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
server = socket.create_server(("127.0.0.1", port))
while True:
    connection, _ = server.accept()
    connection.setblocking(mode == "blocking")
    select.select([connection], [], [])
    if connection.recv(65536):
        respond(connection)
    connection.close()
