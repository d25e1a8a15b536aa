"""Measures coming in: a class in the same moment, then a school of a thousand as fast as it goes, all from one address."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bench_load
from bench_site import Site

SCHOOL, CLASS = 1000, 30
GOAL_SECONDS = {CLASS: 20.0, SCHOOL: 300.0}


def _ways(cards: list[dict[str, str]]) -> Iterator[Iterator[bench_load.Request]]:
    for card in cards:
        body = f"csrfmiddlewaretoken={bench_load.TOKEN}&words={card['words']}"
        yield iter([bench_load.Request(f"/join/{card['code']}/", "", body)])


def measure() -> list[dict[str, Any]]:
    """How long it takes until all are in, how many are not, and the slowest wait of all but one in a hundred."""
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="second-look-bench-") as folder:
        site = Site(Path(folder), None, threads=4)
        cards = site.seed("36", script="bench_join_seed.py")
        with site.served(light=False) as server:
            for pupils, clients in ((CLASS, CLASS), (SCHOOL, 8)):
                some, cards = cards[:pupils], cards[pupils:]
                done = bench_load.run(server.port, _ways(some), clients=clients, seconds=GOAL_SECONDS[pupils])
                out = pupils - done.statuses[302]
                p99 = 1000 * sorted(done.waits)[int(0.99 * len(done.waits))]
                goal = GOAL_SECONDS[pupils]
                found += [
                    _line(f"seconds_{pupils}", done.seconds, "s", goal, done.seconds <= goal),
                    _line(f"not_in_of_{pupils}", out, "pupils", 0, out == 0),
                    _line(f"p99_{pupils}", p99, "ms"),
                ]
    return found


def _line(
    name: str, value: float, unit: str, goal: float | None = None, holds: bool = True
) -> dict[str, Any]:
    return {"name": f"join_{name}", "value": round(value, 3), "unit": unit, "goal": goal, "holds": holds}
