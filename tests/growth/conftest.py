"""A made-up catalogue that grows, and a worker in this process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizzes.growth import plan
from quizzes.jobs.claim import claim_next
from quizzes.jobs.registry import load_kinds
from quizzes.jobs.runner import Outcome, run_claimed
from tests.clips.made_library import MadeLibrary


@pytest.fixture
def library(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> MadeLibrary:
    """Two packages: one of the first tier with one pair, a large one with two."""
    settings.LIBRARY_CACHE, settings.FIXTURES = tmp_path / "cache", tmp_path / "fixtures"
    settings.LIBRARY_TIERS = 2
    made = MadeLibrary(settings.FIXTURES, monkeypatch)
    made.add("small", original=1)
    made.add("large-one", original=2, package="large", tier=2)
    made.add("large-two", original=3, package="large", tier=2)
    made.write()
    plan._catalogue.cache_clear()
    return made


@pytest.fixture
def work() -> Callable[[], list[tuple[str, str, Outcome]]]:
    """Do everything that can be done now; returns kind, target and how it ended, in the order it was done."""

    def until_empty() -> list[tuple[str, str, Outcome]]:
        load_kinds()
        done = []
        while (job := claim_next()) is not None:
            done.append((job.kind, job.target, run_claimed(job)))
        return done

    return until_empty
