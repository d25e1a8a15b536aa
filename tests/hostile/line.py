"""A bad line: a proxy before the site that is slow and cuts requests, before the site got them or after."""

from __future__ import annotations

import contextlib
import random
import socket
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator

_HEAD_END = b"\r\n\r\n"


class Line(socketserver.ThreadingTCPServer):
    """Listens at `port` and passes one request a connection on to `upstream`.

    latency: seconds that a request takes there and back, besides the site's own time. cut: share of the requests that
    are cut: a third of them before the site got them, a third after it answered, a third in the middle of the reply.
    """

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, upstream: int, *, latency: float, cut: float, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.upstream, self.latency, self.cut = upstream, latency, cut
        self.fates: Counter[str] = Counter()
        self._chance, self._lock = random.Random(seed), threading.Lock()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def fate(self) -> str:
        """What becomes of the next request: passed, or cut before, after or amid."""
        with self._lock:
            drawn = self._chance.random()
            cut = self._chance.choice(("before", "after", "amid"))
            fate = cut if drawn < self.cut else "passed"
            self.fates[fate] += 1
        return fate

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no fault of the line's."""


class _Passing(socketserver.BaseRequestHandler):
    server: Line

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            asked = _request(self.request)
            if not asked:
                return
            fate = self.server.fate()
            time.sleep(self.server.latency / 2)
            if fate == "before":
                return
            reply = self._ask(asked)
            time.sleep(self.server.latency / 2)
            if fate != "after":
                self.request.sendall(reply[: len(reply) // 2] if fate == "amid" else reply)

    def _ask(self, asked: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.server.upstream), timeout=30) as site:
            site.sendall(asked)
            return b"".join(iter(lambda: site.recv(65536), b""))


def _request(connection: socket.socket) -> bytes:
    """One request with its body, asking the site to close the connection afterwards; empty when none comes."""
    connection.settimeout(60)
    data = b""
    while _HEAD_END not in data:
        more = connection.recv(65536)
        if not more:
            return b""
        data += more
    head, _, body = data.partition(_HEAD_END)
    lines = head.split(b"\r\n")
    sizes = [int(each.split(b":")[1]) for each in lines if each.lower().startswith(b"content-length:")]
    while sizes and len(body) < sizes[0]:
        body += connection.recv(65536)
    kept = [each for each in lines if not each.lower().startswith((b"connection:", b"accept-encoding:"))]
    return b"\r\n".join([*kept, b"Connection: close"]) + _HEAD_END + body


@contextlib.contextmanager
def bad_line(upstream: int, *, latency: float, cut: float, seed: int = 1) -> Iterator[Line]:
    """A line that is up while the block runs."""
    with Line(upstream, latency=latency, cut=cut, seed=seed) as line:
        thread = threading.Thread(target=line.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield line
        finally:
            line.shutdown()
            thread.join()
