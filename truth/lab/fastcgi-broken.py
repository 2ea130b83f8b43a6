"""FastCGI with one end a path: /BYTES/END. One thread a connection. Argument: PORT."""
import socket, struct, sys, threading

STDOUT, END_REQUEST, PARAMS, STDIN = 6, 3, 4, 5


def record(kind, request, content, padding=None):
    padding = -len(content) % 8 if padding is None else padding
    return struct.pack(">BBHHBx", 1, kind, request, len(content), padding) + content + b"\0" * padding


def output(request, data):
    return b"".join(record(STDOUT, request, data[at : at + 8000]) for at in range(0, len(data), 8000))


def response(request, size, sent=None):
    head = b"Status: 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % size
    return output(request, head + b"." * (size if sent is None else sent))


def end(request, status=0):
    return record(STDOUT, request, b"") + record(END_REQUEST, request, struct.pack(">IB3x", status, 0))


def send(client, data):
    """Sends each record by a call of its own."""
    at = 0
    while at < len(data):
        length, padding = struct.unpack(">HB", data[at + 4 : at + 7])
        client.sendall(data[at : at + 8 + length + padding])
        at += 8 + length + padding


def whole(client, request, size):
    send(client, response(request, size) + end(request))


def no_end_request(client, request, size):
    send(client, response(request, size))


def less_body(client, request, size):
    send(client, response(request, size, size // 2) + end(request))


def app_failed(client, request, size):
    send(client, response(request, size, size // 2) + end(request, 255))


def close_in_record(client, request, size):
    send(client, response(request, size)[: size // 2 + 77])


def close_in_padding(client, request, size):
    send(client, response(request, 1000) + record(STDOUT, request, b"." * 1001, 7)[:-3])


def close_in_head(client, request, size):
    send(client, response(request, 1000))
    client.sendall(end(request)[:3])


def shut_in_record(client, request, size):
    close_in_record(client, request, size)
    client.shutdown(socket.SHUT_WR)
    client.recv(1)


def linger_zero(client, request, size):
    close_in_record(client, request, size)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def eagain_dropped(client, request, size):
    client.setblocking(False)
    try:
        send(client, response(request, size) + end(request))
    except BlockingIOError:
        pass


ENDS = {f.__name__.replace("_", "-"): f for f in (
    whole, no_end_request, less_body, app_failed, close_in_record, close_in_padding, close_in_head, shut_in_record, linger_zero,
    eagain_dropped)}


def exactly(client, size):
    data = b""
    while len(data) < size:
        more = client.recv(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def serve(client):
    variables = b""
    try:
        while True:
            _, kind, request, length, padding = struct.unpack(">BBHHBx", exactly(client, 8))
            content = exactly(client, length + padding)[:length]
            if kind == PARAMS:
                variables += content
            if kind == STDIN and length == 0:
                break
        path = variables.split(b"PATH_INFO")[1].split(b"SCRIPT_NAME")[0][:-2].decode()
        size, ending = path.strip("/").split("/") if path != "/nothing" else ("10", "whole")
        ENDS[ending](client, request, int(size))
    except (EOFError, OSError):
        pass
    client.close()


listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
