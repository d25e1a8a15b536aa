"""One job, one holder: claims, leases, their loss, and how jobs end."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from quizzes.http.refusal import Refusal
from quizzes.jobs import registry
from quizzes.jobs.actions import enqueue, retry_job
from quizzes.jobs.claim import claim, claim_next, complete, fail, fail_exhausted, give_back, postpone, renew
from quizzes.jobs.dispatch import sweep
from quizzes.jobs.models import Job
from quizzes.jobs.registry import JobFailure, Progress, job, kind_named
from quizzes.jobs.runner import Outcome, run_claimed

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind() -> Iterator[Callable[[registry.Work], None]]:
    """Registers a function as the kind "trial" for one test."""

    def register(work: registry.Work) -> None:
        job("trial", title="Trying")(work)

    yield register
    registry._kinds.pop("trial", None)


def asked(target: str = "t1") -> Job:
    return enqueue(kind="trial", target=target)


def claimed(target: str = "t1") -> Job:
    asked(target)
    held = claim_next()
    assert held is not None
    return held


def let_lease_run_out(held: Job) -> None:
    Job.objects.filter(pk=held.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_asking_twice_gives_the_job_that_waits_already() -> None:
    assert asked() == asked()
    assert Job.objects.count() == 1


def test_asking_again_while_a_job_runs_makes_a_second_one_that_waits_its_turn() -> None:
    first = claimed()
    second = asked()
    assert second != first
    assert claim_next() is None
    assert complete(first)
    assert claim_next() == second


def test_only_one_of_two_workers_gets_a_job() -> None:
    waiting = asked()
    assert claim(waiting.pk) is not None
    assert claim(waiting.pk) is None


def test_the_database_refuses_two_running_jobs_on_one_target() -> None:
    claimed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="trial", target="t1", state=Job.State.RUNNING)


def test_jobs_are_claimed_oldest_first_and_by_kind() -> None:
    enqueue(kind="other", target="t0")
    first, second = asked("t1"), asked("t2")
    assert claim_next(["trial"]) == first
    assert claim_next(["trial"]) == second
    assert claim_next(["trial"]) is None


def test_a_lease_lasts_as_long_as_the_settings_say(settings: Any) -> None:
    settings.JOB_LEASE_SECONDS = 30
    held = claimed()
    assert held.lease_until is not None
    assert abs((held.lease_until - timezone.now()).total_seconds() - 30) < 5


def test_renewing_moves_the_lease_and_writes_progress(settings: Any) -> None:
    held = claimed()
    let_lease_run_out(held)
    assert renew(held, progress=40)
    now = Job.objects.get()
    assert (now.progress, now.is_held) == (40, True)


def test_progress_stays_between_0_and_100() -> None:
    held = claimed()
    assert renew(held, progress=140)
    assert Job.objects.get().progress == 100


def test_a_worker_that_lost_its_lease_can_neither_renew_nor_end_the_job() -> None:
    late = claimed()
    let_lease_run_out(late)
    now = claim_next()
    assert now is not None and now.pk == late.pk and now.tries == 2
    assert not renew(late)
    assert not complete(late)
    assert not fail(late, "too late")
    assert not give_back(late)
    assert not postpone(late, seconds=1)
    assert Job.objects.get().lease_key == now.lease_key
    assert complete(now)
    assert not complete(now)


def test_a_job_given_back_is_claimed_again_at_once_and_the_try_does_not_count() -> None:
    held = claimed()
    assert give_back(held)
    again = claim_next()
    assert again is not None and again.tries == 1


def test_a_postponed_job_waits_and_the_try_counts() -> None:
    held = claimed()
    assert postpone(held, seconds=60)
    assert claim_next() is None
    let_lease_run_out(held)
    again = claim_next()
    assert again is not None and again.tries == 2


def test_the_sweep_fails_a_job_that_died_on_its_last_try(settings: Any) -> None:
    settings.JOB_TRIES = 2
    for _ in range(2):
        held = claim_next() or claimed()
        let_lease_run_out(held)
    assert claim_next() is None
    assert fail_exhausted() == 1
    assert sweep() == (0, 0)
    failed = Job.objects.get()
    assert failed.state == Job.State.FAILED
    assert "2" in failed.error and failed.finished_at is not None


def test_the_sweep_leaves_jobs_that_are_held_alone(settings: Any) -> None:
    settings.JOB_TRIES = 1
    claimed()
    assert fail_exhausted() == 0


def test_a_job_that_works_is_done(kind: Callable[[registry.Work], None]) -> None:
    seen: list[str] = []

    def work(target: str, progress: Progress) -> None:
        progress(50)
        seen.append(target)

    kind(work)
    assert run_claimed(claimed()) is Outcome.DONE
    done = Job.objects.get()
    assert (done.state, done.progress, done.lease_until) == (Job.State.DONE, 100, None)
    assert seen == ["t1"]


def test_a_failure_ends_the_job_at_once_with_its_own_sentence(kind: Callable[[registry.Work], None]) -> None:
    def work(target: str, progress: Progress) -> None:
        raise JobFailure("The photograph is too small.")

    kind(work)
    assert run_claimed(claimed()) is Outcome.FAILED
    assert Job.objects.get().error == "The photograph is too small."


def test_an_error_is_tried_again_and_then_told_without_its_details(
    kind: Callable[[registry.Work], None], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def work(target: str, progress: Progress) -> None:
        raise ValueError("a detail no teacher should see")

    kind(work)
    settings.JOB_TRIES = 2
    held = claimed()
    assert run_claimed(held) is Outcome.POSTPONED
    assert "a detail no teacher should see" in caplog.text
    let_lease_run_out(held)
    again = claim_next()
    assert again is not None
    assert run_claimed(again) is Outcome.FAILED
    failed = Job.objects.get()
    assert failed.state == Job.State.FAILED
    assert "Trying" in failed.error and "detail" not in failed.error


def test_a_kind_nobody_knows_fails_with_a_sentence() -> None:
    enqueue(kind="of-another-time", target="t1")
    held = claim_next()
    assert held is not None
    assert run_claimed(held) is Outcome.FAILED
    assert "of-another-time" in Job.objects.get().error


def test_work_that_is_asked_to_stop_gives_the_job_back(kind: Callable[[registry.Work], None]) -> None:
    def work(target: str, progress: Progress) -> None:
        try:
            progress(10)
        except Exception:
            pytest.fail("the work could swallow it")

    kind(work)
    stop = threading.Event()
    stop.set()
    assert run_claimed(claimed(), stop) is Outcome.GIVEN_BACK
    assert Job.objects.get().tries == 0


def test_what_a_worker_did_after_losing_its_lease_is_not_counted(
    kind: Callable[[registry.Work], None],
) -> None:
    def work(target: str, progress: Progress) -> None:
        let_lease_run_out(Job.objects.get())
        assert claim_next() is not None

    kind(work)
    assert run_claimed(claimed()) is Outcome.LOST
    assert Job.objects.get().state == Job.State.RUNNING


def test_retrying_a_failed_job_makes_it_wait_with_all_its_tries(
    kind: Callable[[registry.Work], None],
) -> None:
    held = claimed()
    assert fail(held, "No.")
    again = retry_job(job=held)
    assert again.pk == held.pk
    waiting = Job.objects.get()
    assert (waiting.state, waiting.tries, waiting.error) == (Job.State.WAITING, 0, "")
    assert claim_next() == waiting


def test_retrying_a_failed_job_whose_target_waits_already_gives_the_waiting_one() -> None:
    held = claimed()
    assert fail(held, "No.")
    waiting = asked()
    assert retry_job(job=held) == waiting


def test_a_job_that_has_not_failed_cannot_be_retried() -> None:
    with pytest.raises(Refusal):
        retry_job(job=asked())


def test_two_functions_cannot_share_a_kind(kind: Callable[[registry.Work], None]) -> None:
    kind(lambda target, progress: None)

    def other(target: str, progress: Progress) -> None:
        progress(1)

    with pytest.raises(ValueError, match="trial"):
        job("trial")(other)
    assert kind_named("trial") is not None


def test_an_asked_job_is_gone_when_the_change_it_belongs_to_is_undone() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        asked()
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_the_broker_hears_of_a_job_only_after_the_commit(
    settings: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    sent: list[int] = []
    monkeypatch.setattr("quizzes.jobs.actions.send", sent.append)
    with django_capture_on_commit_callbacks(execute=True):
        waiting = asked()
        assert sent == []
    assert sent == [waiting.pk]
