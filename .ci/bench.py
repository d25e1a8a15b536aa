"""Measures answering, on SQLite and on PostgreSQL, making pairs, lenses, and signing; writes every figure with its goal to one file.

Answering is held against a bare read-and-insert view of the same stack, making films against bare encodes.
"""

import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median
from types import FrameType
from typing import Any

import bench_inp
import bench_join
import bench_lens
import bench_load
import bench_pair
import bench_progress
import bench_sign
from bench_site import Server, Site
from postgres import own_server

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "var" / "bench" / "latest.json"
PUPILS = 700
ROUNDS, SECONDS, WARM_UP = 6, 1.2, 0.8
LONGEST = (
    80.0  # seconds for all of it: half for each database; late rounds are left out, but never the first three
)
GOAL = 0.5


@dataclass
class Kind:
    """One thing that is measured: on which server, what is sent, what must come back, and what each round gave."""

    name: str
    server: Server
    ways: Iterator[Iterator[bench_load.Request]]
    expected: int
    rates: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    p99_ms: list[float] = field(default_factory=list)
    done: int = 0

    def round(self, clients: int, seconds: float) -> None:
        """Send for so long and keep what it gave. Stops the bench at any reply that was not expected."""
        before = self.server.cpu_seconds()
        done = bench_load.run(self.server.port, self.ways, clients=clients, seconds=seconds)
        cpu = self.server.cpu_seconds() - before
        if set(done.statuses) != {self.expected}:
            raise SystemExit(
                f"The {self.name} view answered with {dict(done.statuses)} instead of {self.expected}."
            )
        self.done += len(done.waits)
        self.rates.append(len(done.waits) / done.seconds)
        self.cpu_ms.append(1000 * cpu / len(done.waits))
        self.p99_ms.append(1000 * sorted(done.waits)[int(0.99 * len(done.waits))])

    def forget(self) -> None:
        """Leave the warming up out of the figures."""
        for figures in (self.rates, self.cpu_ms, self.p99_ms):
            figures.clear()


def measure(database: str, site: Site, until: float) -> list[dict[str, Any]]:
    """All figures of one database. The kinds take turns, so that a busy machine touches all alike."""
    begun = time.monotonic()
    pupils = site.seed("seed", str(PUPILS))
    print(f"{database}: {PUPILS} pupils have begun a quiz ({time.monotonic() - begun:.1f} s).", flush=True)
    with site.served(light=False) as server, site.served(light=True) as light:
        kinds = [
            Kind("answer", server, map(bench_load.answers, pupils), 302),
            Kind("bare", server, map(bench_load.bare_writes, cycle(pupils)), 204),
            Kind("light", light, map(bench_load.bare_writes, cycle(pupils)), 204),
        ]
        for kind in kinds:
            kind.round(site.threads, WARM_UP)
            kind.forget()
        for number in range(ROUNDS):
            if number >= 3 and time.monotonic() > until:
                break
            for kind in kinds if number % 2 == 0 else kinds[::-1]:
                kind.round(site.threads, SECONDS)
            said = ", ".join(
                f"{kind.name} {kind.rates[-1]:.0f}/s at {kind.cpu_ms[-1]:.2f} ms" for kind in kinds
            )
            print(f"  round {number + 1}: {said}", flush=True)
    return figures(database.lower(), kinds, lost=kinds[0].done - site.seed("count"))


def figures(database: str, kinds: list[Kind], lost: int) -> list[dict[str, Any]]:
    """The lines of the file: shares with their goal, then what they were made from."""
    answer, bare, light = kinds

    def row(
        name: str, value: float, unit: str, goal: float | None = None, holds: bool = True
    ) -> dict[str, Any]:
        return {
            "name": f"answer_{name}_{database}",
            "value": round(value, 3),
            "unit": unit,
            "goal": goal,
            "holds": holds,
        }

    def share(name: str, ours: list[float], theirs: list[float]) -> dict[str, Any]:
        value = median(a / b for a, b in zip(ours, theirs, strict=True))
        return row(name, value, "share", GOAL, value >= GOAL)

    return [
        share("rate_share", answer.rates, bare.rates),
        share("cpu_share", bare.cpu_ms, answer.cpu_ms),
        {**share("rate_share_of_light_stack", answer.rates, light.rates), "goal": None, "holds": True},
        {**share("cpu_share_of_light_stack", light.cpu_ms, answer.cpu_ms), "goal": None, "holds": True},
        row("lost_or_doubled", abs(lost), "answers", 0, lost == 0),
        *[row(f"rate_{kind.name}", median(kind.rates), "1/s") for kind in kinds],
        *[row(f"cpu_{kind.name}", median(kind.cpu_ms), "ms") for kind in kinds],
        *[row(f"p99_{kind.name}", median(kind.p99_ms), "ms") for kind in kinds],
    ]


def answering() -> list[dict[str, Any]]:
    """Measure answering on both databases, and how soon the player's controls answer a hand."""
    begun = time.monotonic()
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="second-look-bench-") as folder:
        # SQLite has one writer at a time: more threads only queue for its lock.
        found += measure("SQLite", Site(Path(folder) / "sqlite", None, threads=4), begun + LONGEST / 2)
        with own_server(durable=True) as address:
            found += measure("Postgres", Site(Path(folder) / "postgres", address, threads=8), begun + LONGEST)
    return found + bench_inp.measure()


PARTS: dict[str, Callable[[], list[dict[str, Any]]]] = {
    "answer": answering,
    "pair": bench_pair.measure,
    "lens": bench_lens.measure,
    "join": bench_join.measure,
    "sign": bench_sign.measure,
    "progress": bench_progress.measure,
}
"""What is measured, by the word that the names of its figures begin with; those of `progress` with what they are about."""


def main(only: str = "") -> int:
    """Measure everything or one part, write the file, and say what holds; 1 when a goal is missed."""
    if only and only not in PARTS:
        raise SystemExit(f"There is no part {only}; there are {' and '.join(PARTS)}.")
    begun = time.monotonic()
    found = [line for part in ([only] if only else PARTS) for line in PARTS[part]()]
    write(found, OUT)
    for line in found:
        goal = (
            ""
            if line["goal"] is None
            else f"   goal {line['goal']:g}: {'holds' if line['holds'] else 'MISSED'}"
        )
        print(f"{line['name']:<48} {line['value']:>10.3f} {line['unit']:<8}{goal}")
    print(f"Written to {OUT.relative_to(ROOT)} ({time.monotonic() - begun:.0f} s).")
    return 0 if all(line["holds"] for line in found) else 1


def write(found: list[dict[str, Any]], path: Path) -> None:
    """Write the figures; those of parts that were not measured now stay as they were."""
    parts = {line["name"].partition("_")[0] for line in found}
    before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    kept = [line for line in before if line["name"].partition("_")[0] not in parts]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept + found, indent=1) + "\n", encoding="utf-8")


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)  # so that the servers are stopped then, too
    try:
        sys.exit(main(*sys.argv[1:2]))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted; what the bench started is stopped.")
