"""Runs a command in a terminal, and types Ctrl-C when it has printed a word; exits as it does.

typed-interrupt.py WORD COMMAND...
"""
import os, pty, signal, sys

word, command = sys.argv[1].encode(), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
signal.alarm(60)  # whatever happens to the test, this ends
seen, typed = b"", False
while True:
    try:
        data = os.read(terminal, 65536)
    except OSError:  # the command has ended
        break
    os.write(1, data)
    seen += data
    if word in seen and not typed:
        typed = True
        os.write(terminal, b"\x03")
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
