"""Measures what is read of answers: a class's page over a term, a school's sums over a year, and making all of it again.

`class_page_*` and `rebuild_*` are complete. Whoever adds a school's page or exports adds what to ask for to
`bench_progress_ask.py` and a line here: their names begin with `school_page_` and `export_`.
"""

import tempfile
from pathlib import Path
from typing import Any

from bench_site import Site
from postgres import own_server

CLASS = (1, 30, 20, 10)
"""Classes, pupils, quizzes, answers to each."""
TENTH, REST = (80, 25, 10, 5), (80, 25, 45, 10)
"""A school of two thousand with a hundred thousand answers, and what makes it a million."""
CLASS_MS, CLASS_QUERIES, SCHOOL_MS, TIMES, REBUILD_S, REBUILD_MB = 60.0, 12, 150.0, 1.2, 300.0, 300.0
SEED, ASK = "bench_progress_seed.py", "bench_progress_ask.py"
LONG = 1200


def measure() -> list[dict[str, Any]]:
    """Every figure on PostgreSQL; making it again also on SQLite."""
    with tempfile.TemporaryDirectory(prefix="second-look-bench-") as folder:
        with own_server(durable=True) as address:
            found = _class(Site(Path(folder) / "class", address, threads=1))
        with own_server(durable=True) as address:
            found += _school(Site(Path(folder) / "school", address, threads=1))
        small = Site(Path(folder) / "sqlite", None, threads=1)
        for size in (TENTH, REST):
            _fill(small, size)
        return found + _rebuild(small, "sqlite")


def _class(site: Site) -> list[dict[str, Any]]:
    _fill(site, CLASS)
    _ask(site, "rebuild")
    got = _ask(site, "class")
    return [
        _line("class_page_p50_postgres", got["p50"], "ms", CLASS_MS),
        _line("class_page_p95_postgres", got["p95"], "ms"),
        _line("class_page_cpu_postgres", got["cpu"], "ms"),
        _line("class_page_queries", got["queries"], "queries", CLASS_QUERIES),
    ]


def _school(site: Site) -> list[dict[str, Any]]:
    _fill(site, TENTH)
    _ask(site, "rebuild")
    tenth = _ask(site, "school")
    _fill(site, REST)
    made = _rebuild(site, "postgres")
    whole = _ask(site, "school")
    return [
        _line("school_page_sums_p50", whole["p50"], "ms", SCHOOL_MS),
        _line("school_page_sums_queries", whole["queries"], "queries", CLASS_QUERIES),
        _line("school_page_sums_cpu", whole["cpu"], "ms"),
        _line("school_page_sums_cpu_of_ten_times_the_answers", whole["cpu"] / tenth["cpu"], "times", TIMES),
        *made,
    ]


def _rebuild(site: Site, database: str) -> list[dict[str, Any]]:
    got = _ask(site, "rebuild")
    return [
        _line(f"rebuild_seconds_{database}", got["seconds"], "s", REBUILD_S),
        _line(f"rebuild_megabytes_{database}", got["megabytes"], "MB", REBUILD_MB),
    ]


def _fill(site: Site, size: tuple[int, int, int, int]) -> None:
    done = site.seed("fill", *map(str, size), script=SEED, timeout=LONG)
    print(f"  {done['answers']} answers in classes of {size[1]}.", flush=True)


def _ask(site: Site, what: str) -> dict[str, float]:
    return dict(site.seed(what, script=ASK, timeout=LONG))


def _line(name: str, value: float, unit: str, goal: float | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 3),
        "unit": unit,
        "goal": goal,
        "holds": goal is None or value <= goal,
    }
