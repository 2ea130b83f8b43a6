"""A server that answers with 1,000 declared body bytes and sends WRITTEN of them, then closes.

one-response.py WRITTEN [STATUS]         asks itself once, and exits with STATUS
one-response.py WRITTEN --serve          prints its port and serves; SIGTERM makes it exit with 5
"""
import signal, socket, sys, threading

signal.alarm(60)  # whatever happens to the test, this ends
written = int(sys.argv[1])
listener = socket.create_server(("127.0.0.1", 0))


def answer():
    connection, _ = listener.accept()
    while b"\r\n\r\n" not in connection.recv(65536):
        pass
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n" + b"." * written)
    connection.close()


def terminate(*_):
    print("terminated", flush=True)
    sys.exit(5)


if sys.argv[2:] == ["--serve"]:
    signal.signal(signal.SIGTERM, terminate)
    print(listener.getsockname()[1], flush=True)
    while True:
        answer()

print("out: \x1b[1mbold\x1b[0m")
print("err: äöü", file=sys.stderr)
thread = threading.Thread(target=answer)
thread.start()
client = socket.create_connection(listener.getsockname())
client.sendall(b"GET /x HTTP/1.1\r\nHost: test\r\n\r\n")
while client.recv(65536):
    pass
client.close()
thread.join()
sys.exit(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
