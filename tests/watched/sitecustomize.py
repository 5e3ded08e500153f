"""First on the path of a command under test: refuses sockets to anywhere, notes each file that is opened for writing, and can break the clock.

Worker processes get it too, for they inherit the path. ``WATCHED`` names the file that takes the notes, ``CLOCK=mad`` has clocks jump.
"""

import os
import random
import sys
import time

_log = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
WRITING = os.O_WRONLY | os.O_RDWR
REFUSED = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")


def watch(event, arguments):
    if event in REFUSED and not (event == "socket.bind" and arguments[1] == ("::1", 0)):  # how urllib3 asks, when imported, whether there is IPv6
        os.write(_log, f"socket {event}\n".encode())
        raise PermissionError("no socket may be used here")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING and isinstance(arguments[0], (str, bytes)):
        os.write(_log, b"write " + os.path.realpath(os.fsencode(arguments[0])) + b"\n")


sys.addaudithook(watch)

if os.environ.get("CLOCK") == "mad":
    # hours back and forth at every look, differently in every process
    time.time = lambda: random.Random(os.urandom(8)).uniform(0, 4e9)
    time.time_ns = lambda: int(time.time() * 1e9)
    time.monotonic = time.perf_counter = time.time
