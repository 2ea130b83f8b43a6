"""One classic bug a path (/BYTES/BUG), and the innocent look-alikes. One connection at a time, on a bare socket."""
import os, select, socket, struct, sys, tempfile, time


def head(size, fields=""):
    return f"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n{fields}\r\n".encode()


def short_write(client, size):
    """The count that send returns is ignored."""
    client.setblocking(False)
    client.send(head(size) + b"." * size)
    client.shutdown(socket.SHUT_WR)


def eagain_dropped(client, size):
    """EAGAIN is taken for the end."""
    client.setblocking(False)
    data = head(size) + b"." * size
    try:
        while data:
            data = data[client.send(data) :]
    except BlockingIOError:
        pass


def linger_zero(client, size):
    """Closing sends a reset."""
    client.sendall(head(size) + b"." * size)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def shut_rdwr(client, size):
    client.sendall(head(size) + b"." * (size // 2))
    client.shutdown(socket.SHUT_RDWR)


def too_little(client, size):
    client.sendall(head(size) + b"." * (size - 7))


def too_much(client, size):
    client.sendall(head(size) + b"." * (size + 7))


def no_last_chunk(client, size):
    client.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (size, b"." * size))


def sendfile_short(client, size):
    """sendfile's short count is ignored."""
    with tempfile.TemporaryFile() as file:
        file.write(b"." * size)
        file.flush()
        client.setblocking(False)
        client.send(head(size))
        os.sendfile(client.fileno(), file.fileno(), 0, size)


def half_a_head(client, _size):
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Le")


def stalls(client, size):
    """The rest is never written, though the socket takes bytes again: the client gives up first."""
    eagain_dropped(client, size)
    ready = select.poll()
    ready.register(client, select.POLLOUT)
    ready.poll(2000)
    time.sleep(1.5)
    ready.poll(0)


def forked(client, size):
    """Innocent: the parent closes its copy while the child goes on."""
    if os.fork() == 0:
        client.sendall(head(size) + b"." * size)
        client.shutdown(socket.SHUT_WR)
        client.close()
        os._exit(0)


def dup_closed(client, size):
    """Innocent: a dup is closed early."""
    client.sendall(head(size))
    os.close(os.dup(client.fileno()))
    client.sendall(b"." * size)


def passed(client, size):
    """Innocent: another process sends the body."""
    socket.send_fds(helper, [str(size).encode()], [client.fileno()])


BUGS = {f.__name__.replace("_", "-"): f for f in (short_write, eagain_dropped, linger_zero, shut_rdwr, too_little, too_much,
        no_last_chunk, sendfile_short, half_a_head, stalls, forked, dup_closed, passed)}


def serve_passed(channel):
    while True:
        message, fds, _flags, _address = socket.recv_fds(channel, 100, 1)
        if not message:
            os._exit(0)
        with socket.socket(fileno=fds[0]) as client:
            client.setblocking(True)
            client.sendall(head(int(message)) + b"." * int(message))


def serve(client):
    request = client.recv(80)
    if not request:
        return
    _, size, bug = request.split()[1].split(b"?")[0].decode().split("/")
    if bug == "unread":
        # the rest of the request stays where it is, and closing resets the connection
        return client.sendall(head(int(size)) + b"." * int(size))
    while b"\r\n\r\n" not in request:
        request += client.recv(65536)
    BUGS[bug](client, int(size))


helper, theirs = socket.socketpair()
if os.fork() == 0:
    helper.close()
    serve_passed(theirs)
theirs.close()
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    client, _address = listener.accept()
    with client:
        try:
            serve(client)
        except OSError:
            pass  # the client hung up
