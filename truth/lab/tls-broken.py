"""TLS with one end a path: /BYTES/END. One thread a connection. Arguments: PORT CERTIFICATE KEY.

Records are made in memory, so that the program itself decides how much of them it sends. Responses have a Content-Length."""
import os, signal, socket, ssl, struct, sys, threading, time

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(*sys.argv[2:4])


class Secure:
    """A TLS connection whose records are bytes in hand."""

    def __init__(self, client):
        self.client, self.incoming, self.outgoing = client, ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.incoming, self.outgoing, server_side=True)

    def run(self, call):
        while True:
            try:
                return call()
            except ssl.SSLWantReadError:
                self.client.sendall(self.outgoing.read())
                data = self.client.recv(65536)
                if not data:
                    raise EOFError
                self.incoming.write(data)

    def send(self, data):
        """Sends each record by a call of its own, as libraries do."""
        at = 0
        while at < len(data):
            end = at + 5 + int.from_bytes(data[at + 3 : at + 5], "big")
            self.client.sendall(data[at:end])
            at = end

    def send_some(self, data):
        """The same on a socket that does not block: what is left of a record is sent again."""
        at = 0
        while at < len(data):
            end = at + 5 + int.from_bytes(data[at + 3 : at + 5], "big")
            while at < end:
                at += self.client.send(data[at:end])

    def records(self, data):
        self.tls.write(data)
        return self.outgoing.read()

    def notify(self):
        """The record of a close_notify."""
        try:
            self.tls.unwrap()
        except ssl.SSLWantReadError:
            pass
        return self.outgoing.read()


def head(size):
    return b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % size


def whole(secure, size):
    return secure.records(head(size) + b"." * size)


def notify(secure, size):
    """As it should be."""
    secure.send(whole(secure, size) + secure.notify())


def no_notify(secure, size):
    """The response is whole, and no close_notify comes."""
    secure.send(whole(secure, size))


def less_body(secure, size):
    """TLS is whole, with a close_notify. The response is not."""
    secure.send(secure.records(head(size) + b"." * (size // 2)) + secure.notify())


def between_records(secure, size):
    """The response is cut, between two records, and no close_notify comes."""
    secure.send(secure.records(head(size) + b"." * (size // 2)))


def close_in_record(secure, size):
    data = whole(secure, size)
    secure.send(data[: len(data) // 2 + 7])


def shut_in_record(secure, size):
    data = whole(secure, size)
    secure.send(data[: len(data) // 2 + 7])
    secure.client.shutdown(socket.SHUT_WR)
    secure.client.recv(1)


def close_in_buffer(secure, size):
    """All records in one buffer, and the last one is cut: strings hide its head."""
    data = whole(secure, size)
    secure.client.sendall(data[: len(data) // 2 + 7])


def close_in_head(secure, size):
    """The stream ends inside the head of a record: three of five bytes."""
    part = secure.records(head(size) + b"." * 1000)
    secure.send(part + secure.records(b"." * 1000)[:3])


def linger_zero(secure, size):
    """Closing sends a reset, in mid-record."""
    data = whole(secure, size)
    secure.send(data[: len(data) // 2 + 7])
    secure.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def eagain_dropped(secure, size):
    """EAGAIN is taken for the end, and all that is left is dropped."""
    secure.client.setblocking(False)
    data = whole(secure, size) + secure.notify()
    try:
        secure.send_some(data)
    except BlockingIOError:
        pass


def eagain_then_notify(secure, size):
    """EAGAIN drops the rest of a record, and the close_notify is sent into it when the socket takes bytes again."""
    eagain_dropped(secure, size)
    secure.client.setblocking(True)
    time.sleep(0.5)
    secure.client.sendall(b"\x17\x03\x03\x00\x13" + b"n" * 19)


def error_alert(secure, size):
    """A fatal alert in mid-stream (internal_error) instead of the rest."""
    secure.send(secure.records(head(size) + b"." * (size // 2)) + b"\x15\x03\x03\x00\x02\x02\x50")


def killed(secure, size):
    """The program dies in a write that waits."""
    data = whole(secure, size)
    threading.Timer(0.4, os.kill, (os.getpid(), signal.SIGKILL)).start()
    secure.send(data)


ENDS = {f.__name__.replace("_", "-"): f for f in (
    notify, no_notify, less_body, between_records, close_in_record, close_in_buffer, shut_in_record,
    close_in_head, linger_zero, eagain_dropped,
    eagain_then_notify, error_alert, killed)}


def serve(client):
    try:
        secure = Secure(client)
        secure.run(secure.tls.do_handshake)
        client.sendall(secure.outgoing.read())
        request = b""
        while b"\r\n\r\n" not in request:
            request += secure.run(lambda: secure.tls.read(65536))
        size, end = request.split(b" ")[1].split(b"?")[0].decode().strip("/").split("/")
        ENDS[end](secure, int(size))
    except (EOFError, OSError):
        pass
    client.close()


listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
