"""The load: pupils who answer one after another over connections that stay open, each measured."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

TOKEN = "c" * 32
CHOICES = ("0.05", "0.2", "0.4", "0.5")


@dataclass(frozen=True)
class Request:
    """One POST: where to, as whom, and its form."""

    path: str
    session: str
    body: str

    def encode(self) -> bytes:
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Cookie: sessionid={self.session}; csrftoken={TOKEN}\r\nAccept-Language: nl\r\n"
            f"Content-Length: {len(self.body)}\r\n\r\n"
        )
        return (head + self.body).encode()


@dataclass
class Round:
    """What one round did: replies by status, seconds of each reply, how long all of it took, and the server's
    processor time per request, which whoever watches the server fills in."""

    statuses: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    seconds: float = 0.0
    cpu_ms: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds if self.seconds else 0.0


def answers(pupil: dict[str, Any]) -> Iterator[Request]:
    """A pupil's way through the quiz: every place judged in order, so that no place asks where."""
    for place in range(1, len(pupil["showings"]) + 1):
        yield Request(
            f"/sittings/{pupil['sitting']}/{place}/answer/", pupil["session"],
            f"csrfmiddlewaretoken={TOKEN}&key={uuid4()}&item_type=judge&milliseconds=4200"
            f"&p_manipulated={CHOICES[place % len(CHOICES)]}",
        )  # fmt: skip


def bare_writes(pupil: dict[str, Any]) -> Iterator[Request]:
    """As many posts by the same pupil to the bare view."""
    for showing in pupil["showings"]:
        key = uuid4()
        yield Request(
            f"/bench/{showing}/", pupil["session"],
            f"csrfmiddlewaretoken={TOKEN}&key={key}&item_type=b{key.hex[:18]}&milliseconds=4200&p_manipulated=0.5",
        )  # fmt: skip


def run(port: int, ways: Iterator[Iterator[Request]], *, clients: int, seconds: float) -> Round:
    """Send the pupils' requests with so many clients at once, for so long or until there are no more pupils."""
    done, lock = Round(), threading.Lock()
    begun = time.perf_counter()
    threads = [
        threading.Thread(target=_client, args=(port, ways, begun + seconds, done, lock))
        for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done.seconds = time.perf_counter() - begun
    return done


def _client(
    port: int, ways: Iterator[Iterator[Request]], until: float, done: Round, lock: threading.Lock
) -> None:
    statuses: Counter[int] = Counter()
    waits: list[float] = []
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.perf_counter() < until:
            with lock:
                way = next(ways, None)
            if way is None:
                break
            for request in way:
                sent = time.perf_counter()
                connection.sendall(request.encode())
                statuses[_status(connection)] += 1
                now = time.perf_counter()
                waits.append(now - sent)
                if now >= until:
                    break
    with lock:
        done.statuses += statuses
        done.waits += waits


def _status(connection: socket.socket) -> int:
    """Read one reply to its end; its status. Raises ConnectionError when it breaks off."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    status = int(lines[0].split()[1])
    if status != 204:
        length = next(int(line[15:]) for line in lines if line.startswith(b"content-length:"))
        while len(body) < length:
            body += _more(connection)
    return status


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(65536)
    if not data:
        raise ConnectionError("The server closed the connection in the middle of a reply.")
    return data
