"""What lenses cost is counted, whoever had them made; what was made before is free; old rows go."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.attempts.preview import begin_preview
from quizzes.attempts.taker import Taker
from quizzes.attempts.terms import Terms
from quizzes.clips.lens_pictures import lens_file
from quizzes.clips.models import Half, Pair
from quizzes.items.models import Quiz
from quizzes.jobs.registry import sweeps
from quizzes.lenses.registry import lens_called
from quizzes.meter import account
from quizzes.meter.figures import lens_figures, shelf_figures
from quizzes.meter.keeping import prune_meter, write_hits
from quizzes.meter.models import LensHits, LensRun
from tests.attempts.playing import media_links, text_of
from tests.factories import make_pair, make_quiz, make_sitting
from tests.film_pairs import make_film_pair


@pytest.fixture
def costly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every view costs nine processor seconds by the clock of the meter."""
    ticks = iter(range(0, 10_000, 9))
    monkeypatch.setattr(account, "process_time", lambda: float(next(ticks)))


@pytest.fixture
def sitting(quiz: Quiz, sam: User) -> Sitting:
    return make_sitting(quiz, sam)


def look(client: Client, sitting: Sitting, slug: str, **headers: str) -> Any:
    """Open a lens of the first clip, and follow the links to its pictures."""
    reply = client.get(
        reverse("lens", args=[sitting.pk, 1, slug]), headers={"accept-language": "en"} | headers
    )
    for link in media_links(reply):
        client.get(link)
    return reply


def test_what_is_made_is_counted_with_its_cost_its_visitor_and_its_school(
    sams: Client, sitting: Sitting, school: School, costly: None
) -> None:
    look(sams, sitting, "ela")
    look(sams, sitting, "noise")
    rows = LensRun.objects.order_by("pk")
    assert [(row.lens, row.milliseconds, row.shelf) for row in rows] == [
        ("ela", 9000, school.shelf),
        ("noise", 9000, school.shelf),
    ]
    assert len({row.visitor for row in rows}) == 1
    assert rows[0].visitor != "" and "sam" not in rows[0].visitor.lower()


def test_what_was_made_before_is_counted_apart_and_costs_nothing(
    sams: Client, sitting: Sitting, costly: None
) -> None:
    for _ in range(3):
        look(sams, sitting, "ela")
    write_hits()
    assert LensRun.objects.count() == 1
    assert LensHits.objects.get().count == 2


def test_many_hits_are_written_without_being_asked_for(sams: Client, sitting: Sitting) -> None:
    for _ in range(22):
        look(sams, sitting, "ela")
    assert LensHits.objects.get().count >= 20


def test_whoever_has_spent_the_budget_reads_when_to_come_back_and_still_sees_what_was_made(
    sams: Client, sitting: Sitting, settings: Any, costly: None
) -> None:
    settings.LENS_SECONDS = 10
    for slug in ("ela", "noise"):
        assert media_links(look(sams, sitting, slug))
    refused = look(sams, sitting, "levels")
    assert refused.status_code == 200
    assert media_links(refused) == []
    assert "come back in 10 minutes" in text_of(refused)
    assert "What it can show" in text_of(refused)
    (kept,) = media_links(look(sams, sitting, "ela"))
    assert sams.get(kept).status_code == 200
    assert LensRun.objects.count() == 2


def test_a_picture_that_is_asked_for_by_its_link_is_refused_too(
    sams: Client, sitting: Sitting, settings: Any, costly: None
) -> None:
    settings.LENS_SECONDS = 5
    late = sams.get(reverse("lens", args=[sitting.pk, 1, "noise"]))
    look(sams, sitting, "ela")
    (link,) = media_links(late)
    assert sams.get(link).status_code == 429


def test_the_budget_grows_back_as_time_goes_by(
    sams: Client, sitting: Sitting, settings: Any, costly: None
) -> None:
    settings.LENS_SECONDS = 5
    now = dt.datetime.now(dt.UTC)
    with time_machine.travel(now) as clock:
        look(sams, sitting, "ela")
        assert media_links(look(sams, sitting, "noise")) == []
        clock.shift(dt.timedelta(minutes=7))
        assert "come back in 3 minutes" in text_of(look(sams, sitting, "noise"))
        clock.shift(dt.timedelta(minutes=4))
        assert media_links(look(sams, sitting, "noise"))


def test_what_one_has_spent_leaves_another_theirs(
    sams: Client, sitting: Sitting, tess: User, client: Client, settings: Any, costly: None
) -> None:
    settings.LENS_SECONDS = 5
    look(sams, sitting, "ela")
    assert media_links(look(sams, sitting, "noise")) == []
    own = make_sitting(sitting.quiz, tess)
    client.force_login(tess)
    assert media_links(look(client, own, "levels"))


def test_a_guest_who_comes_as_somebody_new_still_pays_from_their_address(
    quiz: Quiz, settings: Any, costly: None
) -> None:
    settings.LENS_SECONDS = 5
    pair = quiz.placements.earliest("position").item.pair
    assert pair is not None
    Quiz.objects.update(open_to_guests=True)
    tries = [_as_new_guest(quiz, slug) for slug in ("ela", "noise", "levels", "local-contrast")]
    assert tries == [True, True, True, False]


def _as_new_guest(quiz: Quiz, slug: str) -> bool:
    """Whether a guest nobody has seen before gets what a lens shows."""
    client = Client()
    start = client.post(reverse("open_quiz", args=[quiz.slug]))
    sitting = Sitting.objects.latest("started_at")
    assert start.status_code == 302
    return bool(media_links(look(client, sitting, slug)))


def test_a_preview_is_rolled_back_but_what_it_cost_is_not(
    client: Client, tess: User, quiz: Quiz, costly: None
) -> None:
    client.force_login(tess)
    session = client.session
    number = begin_preview(session=session, quiz=quiz, taker=Taker.of(tess), terms=Terms(), back="/")
    session.save()
    film = reverse("lens", args=[number, 1, "metadata"])
    assert client.get(film).status_code == 200
    assert LensRun.objects.get().lens == "metadata"
    assert not Sitting.objects.filter(pk=number).exists()


def test_a_lens_that_fails_is_paid_for(
    sams: Client, sitting: Sitting, monkeypatch: pytest.MonkeyPatch, costly: None
) -> None:
    def fail(*given: Any) -> bytes:
        raise ValueError("no picture")

    monkeypatch.setattr("quizzes.clips.lens_pictures._made", fail)
    look(sams, sitting, "ela")
    assert LensRun.objects.get().milliseconds == 9000


def test_what_is_made_outside_a_request_is_nobodys(db: None, own_folders: None) -> None:
    pair: Pair = make_pair()
    lens_file(lens_called("ela"), pair.renditions.get(kind=Half.TWIN))
    assert LensRun.objects.count() == 0


def test_a_slow_lens_says_so_in_plain_words_and_a_quick_one_says_nothing(
    sams: Client, sam: User, sitting: Sitting
) -> None:
    film = make_sitting(make_quiz([make_film_pair()]), sam)
    pages = [
        text_of(sams.get(reverse("place", args=[each.pk, 1]), headers={"accept-language": "en"}))
        for each in (film, sitting)
    ]
    assert ["they take a moment" in each for each in pages] == [True, False]


def test_figures_add_up_by_lens_and_by_school(lens_costs_of_a_week: list[LensRun], school: School) -> None:
    by_lens = {each.lens: each for each in lens_figures()}
    ela = by_lens["ela"]
    assert (ela.made, ela.kept, ela.median, ela.slowest) == (3, 12, 160, 900)
    assert (ela.today, ela.week) == (300, 1200)
    assert list(by_lens) == ["optical-flow", "ela", "first-picture"]
    own, guests = shelf_figures()
    assert (own.shelf, own.made, own.visitors, own.busiest, own.week) == (school.shelf, 4, 2, 5100, 5400)
    assert (guests.shelf, guests.today) == ("", 30)


@pytest.mark.parametrize("costs", [[5], [5, 7], [1, 2, 3, 4], [4, 4, 9]])
def test_at_least_half_of_all_runs_cost_no_more_than_the_median(db: None, costs: list[int]) -> None:
    now = dt.datetime.now(dt.UTC)
    LensRun.objects.bulk_create(LensRun(lens="ela", milliseconds=each, made_at=now) for each in costs)
    (found,) = lens_figures()
    assert found.median == sorted(costs)[(len(costs) - 1) // 2]


def test_rows_older_than_a_week_are_forgotten(lens_costs_of_a_week: list[LensRun]) -> None:
    assert prune_meter in sweeps()
    assert prune_meter() == 0
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=6)):
        assert prune_meter() == 2
        assert {each.lens for each in lens_figures()} == {"ela", "first-picture"}
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=20)):
        prune_meter()
    assert (LensRun.objects.count(), LensHits.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["tess", "ada", "sam", "otto", None])
def test_costs_are_for_those_who_keep_the_site(
    who: str | None, client: Client, lens_costs_of_a_week: list[LensRun], request: pytest.FixtureRequest
) -> None:
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("lens_costs")).status_code == 404


def test_the_page_of_costs_has_both_tables_in_five_queries(
    client: Client, steff: User, lens_costs_of_a_week: list[LensRun], django_assert_num_queries: Any
) -> None:
    client.force_login(steff)
    address, english = reverse("lens_costs"), {"accept-language": "en"}
    client.get(address, headers=english)
    with django_assert_num_queries(5 + 2):  # and who is signed in, with what waits for them
        html = text_of(client.get(address, headers=english))
    assert "Error level" in html and "4.20 s" in html
    assert "De Linde" in html and "Guests and people without a school" in html


def test_what_a_lens_cost_is_no_secret_of_the_cache_alone(
    sams: Client, sitting: Sitting, costly: None
) -> None:
    look(sams, sitting, "ela")
    cache.clear()
    assert [each.week for each in lens_figures()] == [9000]
