"""The bug in forty lines: each request `GET /BYTES` is answered by a thread that writes until EAGAIN, drops that signal,
and shuts down. Usage: short-write-server.py (SOCKET_PATH | tcp:PORT)"""
import socket, sys, threading
path=sys.argv[1]
if path.startswith('tcp:'):
    s=socket.socket(); s.setsockopt(socket.SOL_SOCKET,socket.SO_REUSEADDR,1); s.bind(('127.0.0.1',int(path[4:])))
else:
    s=socket.socket(socket.AF_UNIX); s.bind(path)
s.listen(50)
def serve(c):
    req=b''
    while b'\r\n\r\n' not in req:
        d=c.recv(4096)
        if not d: break
        req+=d
    n=int(req.split()[1][1:])
    out=b'HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n'%n+b'x'*n
    c.setblocking(False)
    try:
        while out:
            k=c.send(out); out=out[k:]
    except BlockingIOError: pass
    c.shutdown(socket.SHUT_WR); c.close()
while True:
    c,_=s.accept(); t=threading.Thread(target=serve,args=(c,),daemon=True); t.start()
