"""A server that forks for every connection. The child declares 30,000,000 body bytes, writes what the socket takes at once, forgets
the rest, and shuts down: the bug, as it looks in a server of that kind.

fork-per-connection.py PORT     serves on 127.0.0.1
"""
import os, signal, socket, sys

signal.signal(signal.SIGALRM, lambda *_: os._exit(1))  # without a handler, the first process of a pid namespace gets none
signal.alarm(60)  # whatever happens to the test, this ends
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 100_000)
body = b"." * 10_000_000
print("ready", flush=True)
while True:
    connection, _ = listener.accept()
    if os.fork() == 0:
        while b"\r\n\r\n" not in connection.recv(65536):
            pass
        connection.setblocking(False)
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 30000000\r\n\r\n")
        for _ in range(2):  # the second finds the socket full, or takes what its reader has made room for
            try:
                connection.send(body)
            except BlockingIOError:
                pass
        connection.shutdown(socket.SHUT_WR)
        os._exit(0)
    connection.close()
