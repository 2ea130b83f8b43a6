#!/usr/bin/env python3
"""Records node, nginx and python3 under strace, and writes what the client received into ../truth.json.

record.py            all captures
record.py NAME ...   only these
Everything stays on loopback; every server is stopped by its pid.
"""
import json, os, pathlib, re, shutil, signal, socket, subprocess, sys, time

HERE = pathlib.Path(__file__).resolve().parent
LAB = pathlib.Path("/tmp/lab")
FLAGS = ["-f", "-tt", "-yy", "-s", "512", "-e", "trace=network,desc,process"]
NODE = (["node", LAB / "node-server.mjs", "8123"], 8123)
NGINX = (["nginx", "-c", LAB / "nginx.conf"], 8124)
PYTHON = (["python3", LAB / "python-server.py", "8125", LAB / "files"], 8125)
BIG, HUGE = "3000000", "12000000"  # HUGE does not fit into a TCP send buffer

# name: (server, strace flags, [a connection's requests], client options)
CAPTURES = {
    "node-keep-alive": (NODE, FLAGS, [["GET /5", "HEAD /700", "GET /204", "GET /60000"]], {}),
    "node-pipelined": (NODE, FLAGS, [["GET /10", "HEAD /20", "GET /30"]], {"pipelined": True}),
    "node-chunked": (NODE, ["-f", "-ttt", "-T", "-y", "-s", "256", "-e", "trace=network,desc"], [["GET /20000/chunked"]], {}),
    "node-slow-reader-12MB": (NODE, FLAGS, [["GET /" + HUGE]], {"slow": True}),
    "node-destroy-mid-body": (NODE, FLAGS, [["GET /" + HUGE + "/destroy"]], {"delay": 0.3}),
    "nginx-small": (NGINX, FLAGS, [["GET /small", "HEAD /small", "GET /missing"], ["GET /small"]], {}),
    "nginx-slow-reader-3MB": (NGINX, FLAGS, [["GET /" + BIG]], {"slow": True}),
    "nginx-client-aborts": (NGINX, FLAGS, [["GET /" + BIG]], {"slow": True, "abort": 400_000}),
    "python-small": (PYTHON, FLAGS, [["GET /small"], ["HEAD /small"], ["GET /missing"]], {}),
    "python-slow-reader-12MB": (PYTHON, ["-f", "-s", "256", "-e", "trace=network"], [["GET /" + HUGE]], {"slow": True}),
    "python-killed-mid-body": (PYTHON, FLAGS, [["GET /" + HUGE]], {"slow": True, "kill": 300_000}),
}


def converse(port, requests, options, kill):
    """One connection. Returns what was received, a record a response, as the client measured it."""
    client = socket.socket()
    if options.get("slow") or options.get("delay"):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32768)
    client.connect(("127.0.0.1", port))
    client.settimeout(20)
    text = [f"{request} HTTP/1.1\r\nHost: lab\r\n\r\n".encode() for request in requests]
    if options.get("pipelined"):
        client.sendall(b"".join(text))
    buffer, found = b"", []
    for request, sent in zip(requests, text):
        if not options.get("pipelined"):
            client.sendall(sent)
        time.sleep(options.get("delay", 0))
        response, buffer = receive(client, buffer, request, options, kill)
        found.append(response)
    client.close()
    return found


def receive(client, buffer, request, options, kill):
    ended = None
    try:
        while b"\r\n\r\n" not in buffer:
            buffer += more(client)
        head, body = buffer.split(b"\r\n\r\n", 1)
        status = int(head.split()[1])
        length = re.search(rb"(?im)^content-length: *(\d+)", head)
        bodiless = request.startswith("HEAD") or status in (204, 304)
        declared = 0 if bodiless else int(length[1]) if length else None
        while not (len(body) >= declared if declared is not None else body.endswith(b"0\r\n\r\n")):
            body += more(client)
            if options.get("slow"):
                time.sleep(0.002)
            if options.get("kill") and len(body) > options["kill"]:
                kill()
                options = {}
            if options.get("abort") and len(body) > options["abort"]:
                ended = "client-aborted"
                break
    except EOFError:
        ended = "clean-eof-short"
    except ConnectionResetError:
        ended = "reset"
    size = dechunk(body) if declared is None else min(len(body), declared)
    rest = b"" if declared is None else body[declared:]
    return {"status": status, "declared": declared, "received": size, "ended": ended or "complete"}, rest


def dechunk(body):
    size = 0
    while body:
        line, body = body.split(b"\r\n", 1)
        size, body = size + int(line, 16), body[int(line, 16) + 2:]
    return size


def more(client):
    data = client.recv(16384)
    if not data:
        raise EOFError
    return data


def record(name):
    (command, port), flags, connections, options = CAPTURES[name]
    out = HERE.parent / f"{name}.strace"
    server = subprocess.Popen([str(part) for part in command], cwd=LAB, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(port)
    pids = [str(server.pid), *children(server.pid)]
    tracer = subprocess.Popen(["strace", *flags, "-o", str(out), *[f"-p{pid}" for pid in pids]], stderr=subprocess.DEVNULL)
    time.sleep(0.7)
    kill = lambda: [os.kill(int(pid), signal.SIGKILL) for pid in pids]
    responses = [found for requests in connections for found in converse(port, requests, options, kill)]
    time.sleep(0.3)
    if server.poll() is None:
        os.kill(server.pid, signal.SIGTERM)
    tracer.wait(10)
    server.wait(10)
    print(name, out.stat().st_size, json.dumps(responses))
    return {"capture": out.name, "server": version(command[0]), "strace": " ".join(flags), "responses": responses}


def children(pid):
    return subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()


def version(program):
    run = subprocess.run([program, "-v" if program == "nginx" else "--version"], capture_output=True, text=True)
    return (program + " " if program == "node" else "") + (run.stdout + run.stderr).strip().removeprefix("nginx version: ")


def wait_for(port):
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nothing listens on {port}")


def main():
    shutil.rmtree(LAB, ignore_errors=True)
    (LAB / "files").mkdir(parents=True)
    (LAB / "files" / "small").write_bytes(b"." * 1000)
    for size in (BIG, HUGE):
        (LAB / "files" / size).write_bytes(b"." * int(size))
    LAB.chmod(0o755)
    for program in ("node-server.mjs", "python-server.py", "nginx.conf"):
        shutil.copy(HERE / program, LAB)
    truth = HERE.parent / "truth.json"
    known = {entry["capture"]: entry for entry in json.loads(truth.read_text())}
    for name in sys.argv[1:] or CAPTURES:
        entry = record(name)
        known[entry["capture"]] = entry
    rows = ",\n  ".join(json.dumps(entry) for entry in known.values())
    truth.write_text(f"[\n  {rows}\n]\n")


main()
