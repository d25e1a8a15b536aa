"""Reporting: what is kept, what takes a clip away by itself, and what nobody can do with it."""

from collections.abc import Callable

import pytest

from literacy.people.models import User
from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from quizzes.reports.actions import dismiss_report, file_report, restore_pair
from quizzes.reports.actions.file_report import Filed
from quizzes.reports.models import Pull, Report
from quizzes.reports.reporter import Reporter
from tests.attempts.test_parallel import at_once

By = Callable[..., Reporter]


def shows_me(pair: Pair, reporter: Reporter) -> Filed:
    return file_report(pair=pair, reason="shows-me", words="", reporter=reporter)


def is_pulled(pair: Pair) -> bool:
    return Pair.objects.get(pk=pair.pk).is_pulled


def test_a_report_keeps_the_reason_and_the_words(own: Pair, by: By, sam: User) -> None:
    filed = file_report(pair=own, reason="answer", words="  It is real.  ", reporter=by(sam, of_school=True))
    kept = Report.objects.get()
    assert (kept.reason, kept.words, kept.user, kept.shelf) == ("answer", "It is real.", sam, own.shelf)
    assert (kept.state, filed.paused) == (Report.State.OPEN, False)


def test_of_a_guest_the_digest_alone_is_kept(own: Pair, by: By) -> None:
    file_report(pair=own, reason="technical", words="", reporter=by("a-digest"))
    kept = Report.objects.get()
    assert (kept.user, kept.guest, kept.shelf) == (None, "a-digest", "")


def test_saying_the_same_again_makes_no_second_report_but_adds_words(own: Pair, by: By, sam: User) -> None:
    for words in ("No sound.", "No sound.", "Still none."):
        file_report(pair=own, reason="technical", words=words, reporter=by(sam))
    assert Report.objects.get().words == "No sound.\nStill none."


def test_one_person_may_report_a_clip_for_two_reasons(own: Pair, by: By, sam: User) -> None:
    file_report(pair=own, reason="technical", words="", reporter=by(sam))
    file_report(pair=own, reason="answer", words="", reporter=by(sam))
    assert Report.objects.count() == 2


def test_a_reason_that_there_is_not_is_refused(own: Pair, by: By, sam: User) -> None:
    with pytest.raises(Refusal):
        file_report(pair=own, reason="boring", words="", reporter=by(sam))


def test_words_have_an_end(own: Pair, by: By, sam: User) -> None:
    with pytest.raises(Refusal):
        file_report(pair=own, reason="other", words="x" * 1001, reporter=by(sam))


def test_one_of_the_school_whom_it_shows_takes_it_away_at_once(own: Pair, by: By, sam: User) -> None:
    assert shows_me(own, by(sam, of_school=True)).paused
    assert is_pulled(own)
    assert Pull.objects.get().is_pause


@pytest.mark.parametrize("reason", [r for r in Report.Reason.values if r != "shows-me"])
def test_no_other_reason_takes_a_clip_away(reason: str, own: Pair, by: By, sam: User, tess: User) -> None:
    for user in (sam, tess):
        file_report(pair=own, reason=reason, words="", reporter=by(user, of_school=True))
    assert not is_pulled(own)


def test_of_elsewhere_it_takes_two_people(own: Pair, by: By, otto: User, nora: User) -> None:
    assert not shows_me(own, by(otto)).paused
    assert shows_me(own, by(nora)).paused


def test_all_visitors_without_an_account_are_one_person(own: Pair, by: By, otto: User) -> None:
    for number in range(5):
        shows_me(own, by(f"guest-{number}", address=f"192.0.2.{number}"))
    assert not is_pulled(own)
    assert shows_me(own, by(otto)).paused


def test_one_person_twice_is_one_person(own: Pair, by: By, otto: User) -> None:
    shows_me(own, by(otto))
    shows_me(own, by(otto))
    assert not is_pulled(own)


def test_a_clip_of_the_library_is_never_taken_away_by_reports_alone(
    make_pair: Callable[..., Pair], by: By, sam: User, tess: User, nora: User
) -> None:
    pair = make_pair()
    for user in (sam, tess, nora):
        shows_me(pair, by(user, of_school=True))
    assert not is_pulled(pair)


def test_who_was_heard_before_cannot_hide_it_again_but_somebody_else_can(
    own: Pair, by: By, sam: User, tess: User, otto: User
) -> None:
    shows_me(own, by(sam, of_school=True))
    restore_pair(pair=own, by=tess, note="That is somebody else.")
    assert not shows_me(own, by(sam, of_school=True)).paused
    assert not shows_me(own, by(otto)).paused, "sam does not count a second time"
    assert shows_me(own, by(tess, of_school=True)).paused


def test_who_was_dismissed_cannot_hide_it_afterwards(own: Pair, by: By, otto: User, tess: User) -> None:
    filed = shows_me(own, by(otto))
    dismiss_report(report=filed.report, by=tess, note="Nobody is to be seen.")
    assert not shows_me(own, by(otto)).paused


def test_one_person_is_slowed_down(make_pair: Callable[..., Pair], by: By, sam: User) -> None:
    for pair in [make_pair() for _ in range(10)]:
        file_report(pair=pair, reason="technical", words="", reporter=by(sam))
    with pytest.raises(Refusal) as refused:
        file_report(pair=make_pair(), reason="technical", words="", reporter=by(sam))
    assert refused.value.status == 429
    assert Report.objects.count() == 10


def test_one_address_is_slowed_down_but_a_class_gets_through(own: Pair, by: By) -> None:
    for number in range(60):
        file_report(pair=own, reason="technical", words="", reporter=by(f"guest-{number}"))
    with pytest.raises(Refusal):
        file_report(pair=own, reason="technical", words="", reporter=by("one-more"))
    file_report(pair=own, reason="technical", words="", reporter=by("elsewhere", address="192.0.2.2"))


@pytest.mark.django_db(transaction=True)
def test_two_who_report_at_once_take_it_away_once(own: Pair, by: By, otto: User, nora: User) -> None:
    filed = at_once(lambda: shows_me(own, by(otto)), lambda: shows_me(own, by(nora)))
    assert sorted(each.paused for each in filed) == [False, True]
    assert (Report.objects.count(), Pull.objects.count(), is_pulled(own)) == (2, 1, True)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_reports_once(own: Pair, by: By, sam: User) -> None:
    at_once(*[lambda: shows_me(own, by(sam, of_school=True)) for _ in range(3)])
    assert (Report.objects.count(), Pull.objects.count()) == (1, 1)
