"""Measures coming in: a class in the same moment, then a school of a thousand as fast as it goes, all from one address.

Then somebody at that address guesses ten thousand class codes, and as many words at the door of a class; after it the rest come in.
"""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bench_load
from bench_site import Site

SCHOOL, CLASS, GUESSES = 1000, 30, 10_000
SIGNS = "ACDEFHJKMNPQRTWXY3479"
GOAL_SECONDS = {CLASS: 20.0, SCHOOL: 300.0}


def _ways(cards: list[dict[str, str]]) -> Iterator[Iterator[bench_load.Request]]:
    for card in cards:
        body = f"csrfmiddlewaretoken={bench_load.TOKEN}&words={card['words']}"
        yield iter([bench_load.Request(f"/join/{card['code']}/", "", body)])


def _guesses(cards: list[dict[str, str]]) -> Iterator[Iterator[bench_load.Request]]:
    """Class codes drawn from the signs that they have, and words of real cards in another order and mix."""
    chance = random.Random(1)
    words = sorted({word for card in cards for word in card["words"].split("-")})
    real = {(card["code"], card["words"]) for card in cards}
    for _guess in range(GUESSES):
        code = "".join(chance.choices(SIGNS, k=6))
        yield iter([bench_load.Request("/join/", "", f"csrfmiddlewaretoken={bench_load.TOKEN}&code={code}")])
        three = "-".join(chance.choices(words, k=3))
        if (cards[0]["code"], three) not in real:
            yield from _ways([{"code": cards[0]["code"], "words": three}])


def measure() -> list[dict[str, Any]]:
    """How long it takes until all are in, how many are not, and the slowest wait of all but one in a hundred."""
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="second-look-bench-") as folder:
        site = Site(Path(folder), None, threads=4)
        cards = everybody = site.seed("36", script="bench_join_seed.py")
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
            tried = bench_load.run(server.port, _guesses(everybody), clients=8, seconds=900)
            rest = bench_load.run(server.port, _ways(cards), clients=8, seconds=60)
            hits, out = tried.statuses[302], len(cards) - rest.statuses[302]
            broken = sum(number for status, number in tried.statuses.items() if status >= 500)
            found += [
                _line("guesses", sum(tried.statuses.values()), "guesses"),
                _line("guesses_that_opened", hits, "guesses", 0, hits == 0),
                _line("guesses_that_broke", broken, "guesses", 0, broken == 0),
                _line(f"not_in_of_{len(cards)}_after_guesses", out, "pupils", 0, out == 0),
            ]
    return found


def _line(
    name: str, value: float, unit: str, goal: float | None = None, holds: bool = True
) -> dict[str, Any]:
    return {"name": f"join_{name}", "value": round(value, 3), "unit": unit, "goal": goal, "holds": holds}
