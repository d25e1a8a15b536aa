"""What `make bench` writes: shares against a goal, and figures that only inform."""

import importlib
import itertools
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / ".ci"))
    return importlib.import_module("bench")


def measured(bench: ModuleType, name: str, rate: float, cpu_ms: float) -> Any:
    return bench.Kind(name, None, iter(()), 204, rates=[rate] * 3, cpu_ms=[cpu_ms] * 3, p99_ms=[9.0] * 3)


def rows(bench: ModuleType, *, rate: float, cpu_ms: float, lost: int = 0) -> dict[str, dict[str, Any]]:
    kinds = [
        measured(bench, "answer", rate, cpu_ms),
        measured(bench, "bare", 400, 2),
        measured(bench, "light", 500, 1.5),
    ]
    return {row["name"]: row for row in bench.figures("sqlite", kinds, lost)}


def test_every_line_of_the_bench_has_the_agreed_shape(bench: ModuleType) -> None:
    for name, row in rows(bench, rate=300, cpu_ms=3).items():
        assert name.startswith("answer_")
        assert set(row) == {"name", "value", "unit", "goal", "holds"}
        assert isinstance(row["value"], float | int)
        assert row["holds"] is True


def test_a_share_is_of_the_bare_view_in_the_same_round(bench: ModuleType) -> None:
    found = rows(bench, rate=300, cpu_ms=2.5)
    assert found["answer_rate_share_sqlite"]["value"] == 0.75
    assert found["answer_cpu_share_sqlite"]["value"] == 0.8
    assert found["answer_rate_share_of_light_stack_sqlite"]["value"] == 0.6


def test_a_missed_goal_is_said_to_be_missed(bench: ModuleType) -> None:
    found = rows(bench, rate=190, cpu_ms=4.2, lost=1)
    missed = {name for name, row in found.items() if not row["holds"]}
    assert missed == {"answer_rate_share_sqlite", "answer_cpu_share_sqlite", "answer_lost_or_doubled_sqlite"}


def test_the_site_itself_has_no_bare_view() -> None:
    for address in ("/bench/1/", "/bench/ready/"):
        with pytest.raises(Resolver404):
            resolve(address)


@pytest.fixture
def pairs(bench: ModuleType) -> ModuleType:
    return importlib.import_module("bench_pair")


def took(seconds: float, cpu: float = 1.0, peak: float = 200.0) -> dict[str, float]:
    return {"seconds": seconds, "cpu": cpu, "peak": peak}


def by_name(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in rows}


def test_every_line_about_pairs_has_the_agreed_shape(pairs: ModuleType) -> None:
    rows = [
        *pairs.photo_rows({name: took(0.3) for name in pairs.PHOTOS}),
        *pairs.sound_rows({name: took(0.3) for name in pairs.SOUNDS}),
        *pairs.film_rows({name: took(6, 11) for name in pairs.FILMS}, [took(4, 8), took(5, 9), took(6, 10)]),
        *pairs.growth_rows("film", took(6, 11, 300), took(36, 66, 310)),
        *pairs.build_rows({"seconds": 10, "cpu": 19, "threads": 2.2, "pairs": 20}),
    ]
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert row["name"].startswith("pair_")
        assert set(row) == {"name", "value", "unit", "goal", "holds"}
        assert row["holds"] is True


def test_one_slow_photograph_does_not_miss_the_goal_and_slow_patches_do(pairs: ModuleType) -> None:
    made = {name: took(0.3) for name in pairs.PHOTOS}
    rows = by_name(pairs.photo_rows(made | {"retouch": took(3), pairs.PATCHES: took(2.1)}))
    assert rows["pair_photo_seconds"]["holds"] is True
    assert rows["pair_photo_seconds_slowest"]["value"] == 3
    assert rows["pair_photo_seconds_patches"]["holds"] is False


def test_film_is_held_against_the_median_of_the_bare_encodes_of_the_same_run(pairs: ModuleType) -> None:
    rows = by_name(
        pairs.film_rows(
            {"mirror": took(7.4, 12), "reverse": took(7.6, 14)}, [took(5, 8), took(4, 9), took(6, 10)]
        )
    )
    assert rows["pair_film_of_two_encodes_mirror"]["value"] == 1.48
    assert rows["pair_film_of_two_encodes_mirror"]["holds"] is True
    assert rows["pair_film_of_two_encodes_reverse"]["holds"] is False
    assert rows["pair_film_cpu_of_two_encodes_mirror"]["value"] == 1.333
    assert rows["pair_film_two_encodes_cpu_spread"]["value"] == 1.25


@pytest.mark.parametrize(("seconds", "cpu", "peak"), [(60, 66, 400), (60, 90, 300)])
def test_memory_or_cost_that_grows_with_the_film_is_missed(
    pairs: ModuleType, seconds: float, cpu: float, peak: float
) -> None:
    rows = pairs.growth_rows("film", took(6, 11, 300), took(seconds, cpu, peak))
    assert [row["holds"] for row in rows].count(False) == 1


def test_build_that_leaves_a_core_idle_is_missed(pairs: ModuleType) -> None:
    rows = by_name(pairs.build_rows({"seconds": 10, "cpu": 12, "threads": 1.3, "pairs": 20}))
    assert (rows["pair_build_cores"]["goal"], rows["pair_build_cores"]["holds"]) == (1.6, False)


def test_figures_of_a_part_that_was_not_measured_stay(bench: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "latest.json"
    bench.write([{"name": "answer_rate", "value": 1}, {"name": "pair_photo", "value": 2}], path)
    bench.write([{"name": "pair_sound", "value": 3}], path)
    assert [line["name"] for line in json.loads(path.read_text())] == ["answer_rate", "pair_sound"]


def test_originals_of_the_bench_are_the_same_each_time_and_never_flat(bench: ModuleType) -> None:
    drawn = importlib.import_module("bench_pair_originals")
    assert drawn.photograph() == drawn.photograph()
    assert drawn.recording(1) == drawn.recording(1)
    one, two = itertools.islice(drawn._pictures(), 2)
    assert np.array_equal(one, next(drawn._pictures()))
    assert np.abs(one.astype(int) - two).mean() > 1
    assert one.std() > 30


def test_signing_is_measured_with_goals_for_the_photo(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    signing = importlib.import_module("bench_sign")
    monkeypatch.setattr(signing, "ROUNDS", 2)
    drawn = importlib.import_module("bench_pair_originals")
    found = by_name(signing.rows("photo", drawn.photograph(), "image/jpeg", signing.MOST_MS))
    assert [name for name, row in found.items() if row["goal"] == 15] == [
        "sign_photo_original",
        "sign_photo_twin",
        "sign_photo_verify",
    ]
    assert all(set(row) == {"name", "value", "unit", "goal", "holds"} for row in found.values())
    assert signing.row("x", 15.1, "ms", 15)["holds"] is False
