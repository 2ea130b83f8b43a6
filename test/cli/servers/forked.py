"""A master that serves nothing, with two forked workers that answer as one-response.py does.

forked.py WRITTEN [NAME]    prints its port and the pids of its workers and of a sleep, which is another program;
                            NAME is what the workers call themselves, in hexadecimal digits
"""
import ctypes, os, signal, socket, subprocess, sys

signal.alarm(60)  # whatever happens to the test, this ends
written = int(sys.argv[1])
name = bytes.fromhex(sys.argv[2]) if len(sys.argv) > 2 else None
listener = socket.create_server(("127.0.0.1", 0))


def work():
    signal.alarm(60)
    if name:
        ctypes.CDLL(None).prctl(15, ctypes.c_char_p(name), 0, 0, 0)  # PR_SET_NAME
    while True:
        connection, _ = listener.accept()
        while b"\r\n\r\n" not in connection.recv(65536):
            pass
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n" + b"." * written)
        connection.close()


workers = []
for _ in range(2):
    pid = os.fork()
    if pid == 0:
        work()
    workers.append(pid)
other = subprocess.Popen(["sleep", "60"])
signal.signal(signal.SIGTERM, lambda *_: [os.kill(pid, signal.SIGKILL) for pid in [*workers, other.pid]] and os._exit(0))
print(listener.getsockname()[1], *workers, other.pid, flush=True)
while True:
    signal.pause()
