"""The rest of the library comes by itself, once, and a network that is away only makes it later."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import F
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from quizzes.clips import packages
from quizzes.clips.fetch_errors import FetchError, NoNetworkError, PackageNotFoundError
from quizzes.clips.models import Pair
from quizzes.clips.tasks import RENDER_PAIR
from quizzes.growth.counts import Growth, growth_of
from quizzes.growth.plan import target_of
from quizzes.growth.tasks import FETCH_PACKAGE
from quizzes.jobs.actions import enqueue, retry_job
from quizzes.jobs.claim import claim, claimable, complete
from quizzes.jobs.models import Job
from quizzes.jobs.runner import LONGEST_PAUSE_SECONDS, MOST_PAUSES, Outcome, pause_seconds
from tests.clips.made_library import MadeLibrary

Work = Callable[[], list[tuple[str, str, Outcome]]]
LARGE = "wheel large 1.0"


def _away(error: type[FetchError], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let every download fail that way; returns the packages that were tried."""
    tried: list[str] = []

    def fail(package: str, version: str, into: Path) -> Path:
        tried.append(package)
        raise error(f"{package} does not come.")

    monkeypatch.setitem(packages._DOWNLOADS, "wheel", fail)
    return tried


def _let_pauses_end() -> None:
    Job.objects.filter(state=Job.State.RUNNING).update(lease_until=F("created_at") - timedelta(days=1))


def _published() -> set[str]:
    return set(Pair.objects.published().values_list("slug", flat=True))


def test_all_that_is_missing_is_fetched_and_made(library: MadeLibrary, work: Work) -> None:
    call_command("grow")
    done = work()
    assert {outcome for _, _, outcome in done} == {Outcome.DONE}
    assert _published() == {"small", "large-one", "large-two"}
    assert sorted(library.downloads) == ["large", "made-pictures"]


def test_pairs_are_made_before_the_next_package_is_fetched(library: MadeLibrary, work: Work) -> None:
    call_command("grow")
    kinds = [kind for kind, _, _ in work()]
    assert kinds == [FETCH_PACKAGE, RENDER_PAIR, FETCH_PACKAGE, RENDER_PAIR, RENDER_PAIR]


def test_second_start_asks_for_nothing_and_fetches_nothing(library: MadeLibrary, work: Work) -> None:
    call_command("grow")
    work()
    fetched = list(library.downloads)
    call_command("grow")
    assert work() == []
    assert library.downloads == fetched


def test_start_in_the_midst_of_it_asks_for_nothing_twice(library: MadeLibrary) -> None:
    call_command("grow")
    call_command("grow")
    assert Job.objects.filter(kind=FETCH_PACKAGE).count() == 2


def test_setting_leaves_the_large_packages_out(library: MadeLibrary, work: Work, settings: Any) -> None:
    settings.LIBRARY_TIERS = 1
    call_command("grow")
    work()
    assert _published() == {"small"} and library.downloads == ["made-pictures"]


def test_lost_file_is_fetched_again_and_made_again(library: MadeLibrary, work: Work, settings: Any) -> None:
    call_command("grow")
    work()
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            path.unlink()
    fetched = len(library.downloads)
    call_command("grow")
    work()
    assert _published() == {"small", "large-one", "large-two"}
    assert len(library.downloads) == fetched  # the originals were still there


def test_without_network_fetching_pauses_longer_each_time_and_then_goes_on(
    library: MadeLibrary, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as away:
        tried = _away(NoNetworkError, away)
        call_command("grow")
        assert [outcome for _, _, outcome in work()] == [Outcome.PAUSED]
        assert len(tried) == 1  # the other package waits with it
        assert work() == []
        _let_pauses_end()
        assert [outcome for _, _, outcome in work()] == [Outcome.PAUSED]
        paused = Job.objects.get(state=Job.State.RUNNING)
        assert paused.is_paused and paused.pauses == 2 and "does not come" in paused.error
        assert paused.tries == 0
    _let_pauses_end()
    assert {outcome for _, _, outcome in work()} == {Outcome.DONE}
    assert _published() == {"small", "large-one", "large-two"}


def test_other_work_is_done_while_fetching_pauses(
    library: MadeLibrary, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    _away(NoNetworkError, monkeypatch)
    call_command("grow")
    work()
    enqueue(kind="no-such-kind", target="x")
    assert [target for _, target, _ in work()] == ["x"]


def test_network_that_stays_away_ends_in_a_sentence_and_can_be_tried_again(
    library: MadeLibrary, work: Work, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    _away(NoNetworkError, monkeypatch)
    call_command("grow")
    Job.objects.update(pauses=MOST_PAUSES)
    assert {outcome for _, _, outcome in work()} == {Outcome.FAILED}
    job = retry_job(job=Job.objects.get(target=LARGE))
    assert job.pauses == 0
    assert [outcome for _, _, outcome in work()] == [Outcome.PAUSED]


@given(st.integers(0, 200))
def test_pauses_grow_up_to_some_hours(pauses: int) -> None:
    assert 60 <= pause_seconds(pauses) <= pause_seconds(pauses + 1) <= LONGEST_PAUSE_SECONDS


def test_package_that_is_nowhere_fails_and_holds_up_nothing(
    library: MadeLibrary, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = packages._DOWNLOADS["wheel"]

    def fetch(package: str, version: str, into: Path) -> Path:
        if package == "large":
            raise PackageNotFoundError("The registry does not have large.")
        return right(package, version, into)

    monkeypatch.setitem(packages._DOWNLOADS, "wheel", fetch)
    call_command("grow")
    work()
    assert _published() == {"small"}
    assert Job.objects.get(target=LARGE).error == "The registry does not have large."
    assert growth_of(1, tell_end=True) == Growth(ready=1, making=0, fetching=0, failed=2)


def test_page_counts_what_is_fetched_made_and_failed(library: MadeLibrary, work: Work) -> None:
    assert growth_of(0) is None
    call_command("grow")
    assert growth_of(0) == Growth(ready=0, making=0, fetching=3, failed=0)
    work()
    assert growth_of(3) is None
    assert growth_of(3, tell_end=True) == Growth(ready=3, making=0, fetching=0, failed=0)


def test_job_of_a_package_that_the_catalogue_dropped_ends_quietly(library: MadeLibrary, work: Work) -> None:
    enqueue(kind=FETCH_PACKAGE, target="wheel forgotten 0.1")
    assert work() == [(FETCH_PACKAGE, "wheel forgotten 0.1", Outcome.DONE)]
    assert library.downloads == []


def test_broken_catalogue_fails_the_job_with_its_sentence_and_not_the_page(
    library: MadeLibrary, work: Work, settings: Any
) -> None:
    (settings.FIXTURES / "originals.toml").write_text("[[original]]\n")
    enqueue(kind=FETCH_PACKAGE, target=LARGE)
    assert growth_of(4) == Growth(ready=4, making=0, fetching=0, failed=0)
    work()
    assert "originals.toml" in Job.objects.get().error


@hypothesis_settings(max_examples=25)
@given(st.text(min_size=1, max_size=150), st.text(min_size=1, max_size=150))
def test_every_package_has_a_short_name_of_its_own(one: str, other: str) -> None:
    names = {target_of(("web", "host", address)) for address in (one, other)}
    assert len(names) == len({one, other}) and all(len(name) <= 80 for name in names)


def test_workers_that_are_told_of_two_packages_at_once_take_one(library: MadeLibrary) -> None:
    call_command("grow")
    one, other = Job.objects.filter(kind=FETCH_PACKAGE).order_by("pk")
    held = claim(one.pk)
    assert held is not None and claim(other.pk) is None
    assert list(claimable()) == []
    assert complete(held)
    assert list(claimable()) == [other] and claim(other.pk) is not None
