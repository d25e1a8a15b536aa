"""The whole audit: its report says what was found, and leaks that are planted anywhere are found."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import call_command
from django.http import HttpResponseBase

from quizzes.attempts.models import Sitting
from quizzes.clips import audit_pool, audit_run, doors, first_byte, library_audit
from quizzes.clips.audit import FEWEST_PAIRS, HIGHEST, THRESHOLD, Audit, Verdict, audit_pairs
from quizzes.clips.audit_interval import interval_of
from quizzes.clips.audit_report import report_of
from quizzes.clips.audit_run import Findings, run_audit
from quizzes.clips.doors import Door, Opened
from quizzes.clips.first_byte import measured_twice, timing_of
from quizzes.clips.models import Half, Pair
from quizzes.clips.store import path_of
from quizzes.clips.trials import MEDIA, Trial
from quizzes.jobs.drain import Tally
from tests.factories import make_pair

Opener = Callable[[Sequence[Pair]], Any]
PAIRS = 10
DRAWS = 3


@pytest.fixture(autouse=True)
def few_relabellings(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (audit_pool, library_audit):
        monkeypatch.setattr(module, "audit_pairs", partial(audit_pairs, permutations=119))


class Clock:
    """Goes on by a tenth of a millisecond with each look at it, on a machine that does nothing else."""

    def __init__(self) -> None:
        self.now = 0.0

    def perf_counter(self) -> float:
        self.now += 0.0001
        return self.now


@pytest.fixture
def library(db: None) -> list[Pair]:
    """Pairs whose files are equal to the byte, so that nothing but what is planted can tell."""
    pairs = [make_pair() for _ in range(PAIRS)]
    for pair in pairs:
        original, twin = (pair.renditions.get(kind=kind) for kind in Half)
        path_of(twin.file).write_bytes(path_of(original.file).read_bytes())
    return pairs


def _planted(opener: Opener, leak: Callable[[Door], Door]) -> Opener:
    @contextmanager
    def planted(pairs: Sequence[Pair]) -> Iterator[Opened]:
        with opener(pairs) as found:
            yield {key: leak(door) if key[1] == Half.TWIN else door for key, door in found.items()}

    return planted


def _with_header(door: Door) -> Door:
    def ask() -> HttpResponseBase:
        response = door.ask()
        response["X-Half"] = "2"
        return response

    return replace(door, ask=ask)


def _with_longer_link(door: Door) -> Door:
    return replace(door, link=door.link + "?v=2")


def _plant(monkeypatch: pytest.MonkeyPatch, leak: Callable[[Door], Door]) -> None:
    opener = doors.registered_doors()["sitting"]
    monkeypatch.setitem(doors._openers, "sitting", _planted(opener, leak))


def test_clean_library_has_no_leak_and_nothing_of_the_looking_is_left(library: list[Pair]) -> None:
    findings = run_audit(machine_made=0, draws=DRAWS)
    assert not findings.library["photo"].varying_features
    assert findings.library["photo"].passed and findings.timings["sitting"].n_pairs == PAIRS
    assert not Sitting.objects.exists()


@pytest.mark.parametrize(
    ("leak", "feature"),
    [(_with_header, "sitting.response."), (_with_longer_link, "sitting.link.")],
    ids=["header", "link"],
)
def test_planted_leak_on_the_way_out_is_found(
    library: list[Pair], monkeypatch: pytest.MonkeyPatch, leak: Callable[[Door], Door], feature: str
) -> None:
    _plant(monkeypatch, leak)
    audit = library_audit.audit_library()["photo"]
    assert not audit.passed and audit.p_paired < THRESHOLD
    assert audit.top_feature is not None and audit.top_feature.startswith(feature)


def test_tail_of_another_length_is_found(library: list[Pair]) -> None:
    for pair in library:
        with path_of(pair.renditions.get(kind=Half.TWIN).file).open("ab") as file:
            file.write(b"\0")
    findings = Findings(library_audit.audit_library(), {})
    assert findings.leaks and findings.leaks[0].startswith("photo: look at file.")
    assert "**Something tells the halves apart:** photo" in report_of(findings)


def test_slower_half_is_found(library: list[Pair], monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(first_byte, "time", clock)

    def slower(door: Door) -> Door:
        def ask() -> HttpResponseBase:
            clock.now += 0.002
            return door.ask()

        return replace(door, ask=ask)

    _plant(monkeypatch, slower)
    findings = Findings({}, library_audit.time_library(draws=DRAWS))
    timing = findings.timings["sitting"]
    assert timing.p < THRESHOLD and timing.later_us > 1000 and timing.later_share == 1
    assert findings.leaks == ("sitting: the time to the first byte",)


def test_times_that_differ_by_chance_are_no_leak() -> None:
    times = np.random.default_rng(4).normal(0.002, 0.0003, (40, 2))
    assert timing_of(times).passed
    assert timing_of(np.zeros((0, 2))).passed


def test_what_looks_like_a_leak_of_time_is_measured_once_more() -> None:
    leak, chance = np.tile([1.0, 2.0], (20, 1)), np.random.default_rng(1).normal(0, 1, (20, 2))
    asked: list[int] = []

    def measure(seed: int) -> Any:
        asked.append(seed)
        return leak if len(asked) == 1 else chance

    assert measured_twice(measure).passed and len(set(asked)) == 2
    assert not measured_twice(lambda seed: leak).passed


def test_interval_holds_the_area_and_narrows_with_more_pairs() -> None:
    rng = np.random.default_rng(2)
    widths = []
    for count in (30, 300):
        low, high = interval_of(rng.normal(0, 1, count), rng.normal(0, 1, count))
        assert low < 0.5 < high
        widths.append(high - low)
    assert widths[1] < widths[0] / 2
    same = rng.normal(0, 1, 50)
    low, high = interval_of(same, same + 9)
    assert low == high == 1.0


def test_with_pairs_enough_the_interval_decides_too() -> None:
    verdict = Verdict(0.55, 0.5, 0.2, 0.5, (0.5, 0.62), (0.5, 0.5))
    audit = Audit(300, 0.55, 0.5, 0.2, 0.5, "x", 1, {"linear": verdict})
    assert audit.highest > HIGHEST and not audit.passed
    assert replace(audit, n_pairs=100).passed


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that makes nothing: pairs with made-up figures and no picture."""

    def trials(material: Any, *, count: int, workers: int) -> Iterator[Trial]:
        rng = np.random.default_rng(9)
        for medium in MEDIA:
            for number in range(count):
                files = ({"file.packed": rng.normal()}, {"file.packed": rng.normal()})
                more = ({"inter.sum": 1.0}, {"inter.sum": 2.0 + number}) if medium == "video" else None
                yield Trial(medium, number, "mirror", files, coded=more, seen=more)

    monkeypatch.setattr(audit_run, "run_trials", trials)
    monkeypatch.setattr(audit_pool, "audit_pairs", partial(audit_pairs, permutations=19))


@pytest.mark.django_db
def test_report_says_what_was_asked_and_what_came_of_it(small: None, library: list[Pair]) -> None:
    heard: list[Tally] = []
    findings = run_audit(machine_made=8, draws=DRAWS, on_change=heard.append)
    assert heard[-1].done == heard[-1].total == 8 * len(MEDIA)
    report = report_of(findings)
    assert [line for line in report.splitlines() if line.startswith("#")] == [
        "# Leak audit",
        "## What is measured",
        "## How it is judged",
        "## What came of it",
        "### The library",
        "### Machine-made pairs",
        "### What the coded pictures of films give away",
        "## What this does not show",
    ]
    for medium in MEDIA:
        assert re.search(
            rf"^\| {medium} \| 8 \| linear \| 0\.\d\d \(0\.\d\d to [01]\.\d\d\) \|", report, re.M
        )
        assert f"- {medium}: mirror 8" in report
    assert "Time to the first byte (sitting): 10 pairs, the halves differ by" in report
    assert "taken apart | 8 |" in report and "so few pairs cannot show" in report
    assert not any("taken apart" in leak for leak in findings.leaks)
    assert report == report_of(findings)


@pytest.mark.django_db
def test_too_few_pairs_are_called_that(small: None) -> None:
    report = report_of(run_audit(machine_made=FEWEST_PAIRS - 1, draws=DRAWS))
    assert "too few to tell anything" in report and "There were no pairs." in report


@pytest.mark.django_db
def test_command_writes_the_report(small: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "leak-audit.md"
    call_command("library", "audit", "--machine-made", "3", "--workers", "1", "--report", str(place))
    assert place.read_text(encoding="utf-8").startswith("# Leak audit\n")
