"""A film to take along is prepared in the background: asked for once, waited for on a page, kept, and cleared away."""

import io
from typing import Any

import av
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from literacy.classroom.actions.schools import delete_school
from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.clips import prepared
from quizzes.clips.claims import disclosure_for
from quizzes.clips.models import Pair, Rendition
from quizzes.clips.prepared import STRIP_FILM, Stage, make_prepared, preparation_of, prepare_film, strip_key
from quizzes.clips.signed import folder_of
from quizzes.clips.store import path_of
from quizzes.clips.strip import film_with_strip
from quizzes.jobs.claim import claim_next
from quizzes.jobs.models import Job
from quizzes.jobs.runner import run_claimed
from quizzes.provenance.keyring import Keyring
from quizzes.provenance.reading import State, read
from quizzes.reports.actions import pull_pair
from tests.factories import make_pair
from tests.film_pairs import make_film_pair
from tests.library.test_strip import FILM_HEIGHT, frames_of, small_film
from tests.pages import sign_in

ENGLISH = {"accept-language": "en"}
FRAGMENT = ENGLISH | {"HX-Request": "true"}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences of the strips that were made; of a small film, so that it is quick."""
    said: list[str] = []

    def with_strip(data: bytes, sentence: str, **how: Any) -> bytes:
        said.append(sentence)
        return film_with_strip(small_film(), sentence, **how)

    monkeypatch.setattr(prepared, "film_with_strip", with_strip)
    return said


def work() -> int:
    """Do all that waits; returns how many jobs there were."""
    done = 0
    while (job := claim_next()) is not None:
        run_claimed(job)
        done += 1
    return done


def download(pair: Pair) -> str:
    return reverse("library_download", args=[pair.slug, "twin"])


def waiting(pair: Pair) -> str:
    return reverse("library_prepared", args=[pair.slug, "twin"])


def kept(pair: Pair) -> list[Any]:
    return list(path_of(folder_of(pair.renditions.get(kind="twin"))).glob("strip-*"))


@pytest.mark.django_db(transaction=True)
def test_a_film_is_asked_for_waited_for_and_then_given(
    keys: Keyring, client: Client, tess: User, asked: list[str]
) -> None:
    sign_in(client, tess)
    film = make_film_pair()
    for _time in range(2):
        assert client.get(download(film), headers=ENGLISH).headers["Location"] == waiting(film)
    assert Job.objects.filter(kind=STRIP_FILM).count() == 1 and asked == []
    page = client.get(waiting(film), headers=ENGLISH).content.decode()
    assert "<html" in page and "progress" in page and "Look again" in page
    part = client.get(waiting(film), headers=FRAGMENT).content.decode()
    assert "<html" not in part and 'hx-trigger="every 1500ms"' in part
    assert work() == 1
    part = client.get(waiting(film), headers=FRAGMENT).content.decode()
    assert "hx-trigger" not in part and "Download the film" in part and 'role="status"' in part
    link = client.get(download(film), headers=ENGLISH).headers["Location"]
    assert link in client.get(waiting(film), headers=ENGLISH).content.decode()
    given = client.get(link, headers=ENGLISH)
    assert given.headers["Content-Disposition"].endswith('--manipulated-for-teaching.mp4"')
    found = read(given.content, "video/mp4", keys.anchors())
    assert found.state == State.TRUSTED
    assert found.steps[-1].description.startswith("A strip was added below: “Manipulated for teaching.")
    assert frames_of(given.content)[0].shape[0] > FILM_HEIGHT
    assert client.get(link, headers=ENGLISH).status_code == 200
    assert work() == 0 and len(asked) == 1 and asked[0].startswith("Manipulated for teaching.")


def test_the_link_to_a_prepared_film_is_of_one_session_and_one_film(
    keys: Keyring,
    client: Client,
    tess: User,
    asked: list[str],
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sign_in(client, tess)
    film, other = make_film_pair(), make_film_pair()
    for pair in (film, other):
        with translation.override("en"):
            prepare_film(pair=pair, half="twin")
    work()
    link = client.get(download(film), headers=ENGLISH).headers["Location"]
    assert client.get(link.replace(film.slug, other.slug), headers=ENGLISH).status_code == 404
    assert client.get(link[:-3] + "/", headers=ENGLISH).status_code == 404
    elsewhere = Client()
    assert elsewhere.get(link).status_code == 404
    sign_in(elsewhere, tess)
    assert elsewhere.get(link).status_code == 404
    settings.MEDIA_LINK_SECONDS = -1
    assert client.get(link, headers=ENGLISH).status_code == 410


@pytest.mark.parametrize(("who", "status"), [("tess", 200), ("sam", 404), ("otto", 404), ("", 404)])
def test_only_adults_of_a_school_wait_for_a_film_or_ask_for_it(
    who: str, status: int, keys: Keyring, client: Client, db: None, request: pytest.FixtureRequest
) -> None:
    film = make_film_pair()
    if who:
        sign_in(client, request.getfixturevalue(who))
    assert client.get(waiting(film)).status_code == status
    assert client.post(waiting(film)).status_code == (302 if status == 200 else 404)
    assert Job.objects.exists() == (status == 200)


def test_only_films_that_get_a_strip_are_waited_for(keys: Keyring, client: Client, tess: User) -> None:
    sign_in(client, tess)
    film, photo = make_film_pair(), make_pair()
    for pair, half in ((film, "original"), (photo, "twin"), (photo, "nothing")):
        assert client.get(reverse("library_prepared", args=[pair.slug, half])).status_code == 404


def test_a_film_that_failed_is_said_and_made_when_it_is_asked_for_again(
    keys: Keyring, client: Client, tess: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, tess)
    film = make_film_pair()

    def broken(*given: Any, **how: Any) -> bytes:
        raise ValueError("This film cannot be read.")

    with monkeypatch.context() as patched:
        patched.setattr(prepared, "film_with_strip", broken)
        client.post(waiting(film), headers=ENGLISH)
        work()
    assert Job.objects.get().error == "This film cannot be read."
    page = client.get(waiting(film), headers=ENGLISH).content.decode()
    assert "could not be made" in page and "Try again" in page and "<progress" not in page
    # Following the download's link does not try again by itself: somebody has to mean it.
    client.get(download(film), headers=ENGLISH)
    assert not Job.objects.open().exists()
    monkeypatch.setattr(prepared, "film_with_strip", lambda data, sentence, **how: small_film())
    client.post(waiting(film), headers=ENGLISH)
    client.post(waiting(film), headers=ENGLISH)
    assert work() == 1
    assert "Download the film" in client.get(waiting(film), headers=ENGLISH).content.decode()


def test_each_language_has_a_strip_of_its_own(asked: list[str], db: None) -> None:
    film = make_film_pair()
    for language in ("nl", "en"):
        with translation.override(language):
            prepare_film(pair=film, half="twin")
    work()
    assert len(set(asked)) == len(kept(film)) == 2
    for language in ("nl", "en"):
        with translation.override(language):
            assert disclosure_for(film, "twin") in asked
            assert preparation_of(film, "twin").stage == Stage.READY


def test_progress_is_told_while_a_film_is_made(db: None) -> None:
    film, told = make_film_pair(), list[int]()
    make_prepared(f"{film.renditions.get(kind='twin').pk} en", told.append)
    assert told == sorted(told) and told[0] < 10 and told[-1] == 99
    (made,) = kept(film)
    with av.open(io.BytesIO(made.read_bytes()), "r", format="mp4") as opened:
        assert opened.streams.video[0].height > film.renditions.get(kind="twin").height


@pytest.mark.django_db(transaction=True)
def test_what_was_prepared_goes_when_the_pair_is_taken_away_deleted_or_its_school_is(
    asked: list[str], tess: User, school: School
) -> None:
    films = [make_film_pair(), make_film_pair(), make_film_pair(shelf=school.shelf)]
    places = []
    for film in films:
        prepare_film(pair=film, half="twin")
        places.append(path_of(folder_of(film.renditions.get(kind="twin"))))
    assert work() == 3 and all(place.is_dir() for place in places)
    pull_pair(pair=films[0], by=tess, why="A sentence that says why.")
    films[1].delete()
    delete_school(school=school)
    assert not any(place.exists() for place in places)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["pulled", "deleted"])
def test_a_film_that_goes_while_it_is_prepared_leaves_nothing_behind(
    how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = make_film_pair()
    twin = film.renditions.get(kind="twin")

    def meanwhile(data: bytes, sentence: str, **given: Any) -> bytes:
        if how == "pulled":
            Pair.objects.filter(pk=film.pk).update(is_pulled=True)
        else:
            Rendition.objects.filter(pk=twin.pk).delete()
        return b"a film"

    monkeypatch.setattr(prepared, "film_with_strip", meanwhile)
    make_prepared(f"{twin.pk} en", lambda percent: None)
    assert not path_of(folder_of(twin)).exists()
    monkeypatch.setattr(prepared, "film_with_strip", lambda *given, **more: pytest.fail("nobody may have it"))
    make_prepared(f"{twin.pk} en", lambda percent: None)


def test_a_film_made_anew_is_prepared_anew(asked: list[str], db: None) -> None:
    film = make_film_pair()
    prepare_film(pair=film, half="twin")
    work()
    twin = film.renditions.get(kind="twin")
    before = strip_key(twin, "A sentence")
    twin.sha256 = "f" * 64
    twin.save()
    film = Pair.objects.get(pk=film.pk)
    assert strip_key(film.renditions.get(kind="twin"), "A sentence") != before
    assert preparation_of(film, "twin").stage != Stage.READY
