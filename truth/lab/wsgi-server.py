"""Serves wsgi.py with waitress, gevent or cheroot: NAME PORT."""
import sys

from wsgi import app

name, port = sys.argv[1], int(sys.argv[2])
if name == "waitress":
    import waitress

    waitress.serve(app, listen=f"127.0.0.1:{port}", threads=8, _quiet=True)
elif name == "cheroot":
    from cheroot.wsgi import Server

    Server(("127.0.0.1", port), app, numthreads=8).start()
else:
    from gevent.pywsgi import WSGIServer

    WSGIServer(("127.0.0.1", port), app, log=None).serve_forever()
