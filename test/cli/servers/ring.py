"""Sets up an io_uring, and prints the error that this came to; 0 if it came to none. With "wait", on each line of its input."""

import ctypes
import sys

IO_URING_SETUP = 425
libc = ctypes.CDLL(None, use_errno=True)


def set_up():
    params = ctypes.create_string_buffer(256)
    fd = libc.syscall(IO_URING_SETUP, 4, params)
    print(0 if fd >= 0 else ctypes.get_errno(), flush=True)


if "wait" in sys.argv:
    for _ in sys.stdin:
        set_up()
else:
    set_up()
    set_up()
