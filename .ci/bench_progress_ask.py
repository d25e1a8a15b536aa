"""Asks a filled site for pages and sums in this process; prints milliseconds, queries and memory as JSON.

`class` times the page of the first class; `school` the sums that a school's page reads; `rebuild` makes all of it again.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import django

ROUNDS = 25


def _times(ask: Callable[[], object]) -> dict[str, float]:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    ask()
    with CaptureQueriesContext(connection) as asked:
        ask()
        queries = len(asked)  # now: whatever is asked later empties the list
    taken, busy = [], time.process_time()
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - begun))
    busy = 1000 * (time.process_time() - busy) / ROUNDS
    taken.sort()
    return {"p50": taken[ROUNDS // 2], "p95": taken[int(0.95 * ROUNDS)], "cpu": busy, "queries": queries}


def page(path: str, email: str) -> dict[str, float]:
    """A page as an adult opens it, who opened it before."""
    from django.test import Client  # noqa: PLC0415

    from literacy.people.models import User  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    client.force_login(
        User.objects.get(email=email), backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    def ask() -> None:
        reply = client.get(path)
        if reply.status_code != 200:
            raise SystemExit(f"{path} answered with {reply.status_code}.")

    return _times(ask)


def class_page() -> dict[str, float]:
    from literacy.classroom.models import Classroom  # noqa: PLC0415

    room = Classroom.objects.order_by("pk").first()
    assert room is not None  # noqa: S101 - the seeding made it
    return page(f"/classes/{room.pk}/progress/?period=", "teacher@bench.example")


def school_rows() -> dict[str, float]:
    """A school year of every class, and its months: all that a school's page reads of answers."""
    from literacy.classroom.models import Classroom  # noqa: PLC0415
    from literacy.progress.periods import months_of_year  # noqa: PLC0415
    from literacy.progress.rollup import class_months, class_periods  # noqa: PLC0415

    def ask() -> None:
        rooms = list(Classroom.objects.select_related("school"))
        kept = class_periods(rooms, ["2025/26"])
        if kept.waiting or not kept.rows or not class_months(rooms, list(months_of_year("2025/26"))):
            raise SystemExit("The classes were not added up.")

    return _times(ask)


def rebuild() -> dict[str, float]:
    from django.core.management import call_command  # noqa: PLC0415

    begun = time.perf_counter()
    call_command("progress", "rebuild", stdout=sys.stderr)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": time.perf_counter() - begun, "megabytes": megabytes}


ASK: dict[str, Callable[[], dict[str, Any]]] = {
    "class": class_page,
    "school": school_rows,
    "rebuild": rebuild,
}


if __name__ == "__main__":
    os.environ["BENCH_PLAIN_STATIC"] = "1"
    django.setup()
    json.dump(ASK[sys.argv[1]](), sys.stdout)
