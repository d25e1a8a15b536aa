"""What `make bench` writes: shares against a goal, and figures that only inform."""

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

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
