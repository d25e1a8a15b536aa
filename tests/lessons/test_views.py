"""The lesson's page, its checks and its clips, for guests, pupils, teachers and strangers."""

import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from literacy.lessons.actions import record_first_choice
from literacy.lessons.models import Lesson, StepProgress
from literacy.people.models import User
from quizzes.clips.links import SESSION_KEY
from quizzes.clips.models import Pair, Rendition
from quizzes.http.links import sign_link
from quizzes.items.models import Quiz

HTMX = {"HX-Request": "true", "accept-language": "en"}


def page(client: Client, lesson: Lesson, **query: str) -> str:
    response = client.get(reverse("lesson", args=[lesson.slug]), query, headers={"accept-language": "en"})
    assert response.status_code == 200
    return response.content.decode()


def links_in(html: str) -> list[str]:
    return [part.split('"')[0] for part in html.split('src="') if part.startswith("/lessons/")]


def sign_in(client: Client, user: User) -> None:
    client.force_login(user)


def test_guest_reads_a_lesson(client: Client, lesson: Lesson) -> None:
    html = page(client, lesson)
    assert "Look <strong>twice</strong>." in html
    assert 'id="step-look"' in html and 'href="#step-look"' in html


def test_every_word_that_is_explained_is_a_place_of_its_own(client: Client, db: None) -> None:
    terms = [{"kind": "term", "line": 1, "name": name, "html": "<p>.</p>"} for name in ("crop", "splice")]
    body = {"title": "Words", "minutes": 10, "steps": [{"id": "one", "title": "One", "blocks": terms}]}
    lesson = Lesson.objects.create(slug="words", number=1, bodies={"en": body, "nl": body}, digest="x")
    labels = re.findall(r'<aside class="term" aria-label="([^"]+)"', page(client, lesson))
    assert len(set(labels)) == 2


def test_the_page_travels_compressed(client: Client, lesson: Lesson) -> None:
    address = reverse("lesson", args=[lesson.slug])
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(client.get(address).content) / 2


def test_the_list_leads_to_each_lesson(client: Client, lesson: Lesson) -> None:
    assert reverse("lesson", args=[lesson.slug]) in client.get(reverse("lessons")).content.decode()


def test_an_empty_list_says_so(client: Client, db: None) -> None:
    html = client.get(reverse("lessons"), headers={"accept-language": "en"}).content.decode()
    assert "There are no lessons on this site yet." in html


def test_reader_gets_the_language_they_ask_for(client: Client, lesson: Lesson) -> None:
    lesson.bodies["nl"]["title"] = "Uitsnede"
    lesson.save()
    url = reverse("lesson", args=[lesson.slug])
    assert ">Uitsnede</h1>" in client.get(url, headers={"accept-language": "nl"}).content.decode()
    assert ">Crop</h1>" in client.get(url, headers={"accept-language": "en"}).content.decode()


def test_the_page_never_tells_the_right_answer_beforehand(client: Client, lesson: Lesson) -> None:
    html = page(client, lesson)
    assert "Yes, always." not in html and "There is always something." not in html


def test_a_pair_that_is_not_in_the_library_leaves_a_calm_sentence(
    client: Client, lesson: Lesson, field: Pair
) -> None:
    field.state = Pair.State.RETIRED
    field.save()
    html = page(client, lesson)
    assert "you can read on without it" in html
    assert links_in(html) == []


def test_a_pair_without_its_files_leaves_the_same_sentence(
    client: Client, lesson: Lesson, field: Pair
) -> None:
    field.renditions.filter(kind=Rendition.Kind.TWIN).delete()
    assert "you can read on without it" in page(client, lesson)


def test_only_adults_see_the_teachers_part(client: Client, lesson: Lesson, sam: User, tess: User) -> None:
    assert "Talk about edges." not in page(client, lesson)
    sign_in(client, sam)
    assert "Talk about edges." not in page(client, lesson)
    sign_in(client, tess)
    assert "Talk about edges." in page(client, lesson)


def test_the_quiz_is_offered_once_it_is_open(client: Client, lesson: Lesson) -> None:
    assert "not on this site yet" in page(client, lesson)
    lesson.quiz = Quiz.objects.create(slug="crop", texts={}, open_to_guests=True)
    lesson.save()
    assert reverse("open_quiz", args=["crop"]) in page(client, lesson)


@pytest.mark.parametrize(
    ("choice", "says", "other"),
    [("a", "There is always something.", "Yes, always."), ("b", "Yes, always.", "There is")],
)
def test_a_check_answers_to_what_was_chosen(
    client: Client, lesson: Lesson, choice: str, says: str, other: str
) -> None:
    url = reverse("lesson_check", args=[lesson.slug, "edge"])
    html = client.post(url, {"choice": choice}, headers=HTMX).content.decode()
    assert says in html and other not in html
    assert html.lstrip().startswith('<form class="check" id="check-edge"')


def test_without_javascript_the_answer_comes_back_at_its_place(client: Client, lesson: Lesson) -> None:
    response = client.post(reverse("lesson_check", args=[lesson.slug, "edge"]), {"choice": "b"})
    assert response.status_code == 302
    assert response["Location"].endswith("#check-edge")
    assert "Yes, always." in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize("choice", ["", "c", "z", "<script>"])
def test_no_answer_and_a_made_up_one_are_asked_again(
    client: Client, lesson: Lesson, sam: User, choice: str
) -> None:
    sign_in(client, sam)
    url = reverse("lesson_check", args=[lesson.slug, "edge"])
    html = client.post(url, {"choice": choice}, headers=HTMX).content.decode()
    assert "Choose" in html and "<script>" not in html
    again = client.post(url, {"choice": choice}, follow=True, headers={"accept-language": "en"})
    assert "Choose an answer first." in again.content.decode()
    assert not StepProgress.objects.exists()


def test_a_made_up_choice_in_the_address_shows_nothing(client: Client, lesson: Lesson) -> None:
    assert "said-back" not in page(client, lesson, check="edge", choice="<b>")
    assert "said-back" not in page(client, lesson, check="nothing", choice="a")


def test_pupils_first_choice_is_kept_and_shown_next_time(client: Client, lesson: Lesson, sam: User) -> None:
    sign_in(client, sam)
    url = reverse("lesson_check", args=[lesson.slug, "edge"])
    client.post(url, {"choice": "a"}, headers=HTMX)
    client.post(url, {"choice": "b"}, headers=HTMX)
    kept = StepProgress.objects.get()
    assert (kept.user, kept.step, kept.choice) == (sam, "look", "a")
    assert "There is always something." in page(client, lesson)


def test_first_choice_stays_the_first(lesson: Lesson, sam: User) -> None:
    record_first_choice(lesson=lesson, user_id=sam.pk, step="look", choice="b")
    assert record_first_choice(lesson=lesson, user_id=sam.pk, step="look", choice="a").choice == "b"


def test_guests_answer_and_nothing_is_kept(client: Client, lesson: Lesson) -> None:
    client.post(reverse("lesson_check", args=[lesson.slug, "edge"]), {"choice": "b"}, headers=HTMX)
    assert not StepProgress.objects.exists()


def test_one_pupils_choice_is_not_shown_to_another(
    client: Client, lesson: Lesson, sam: User, otto: User
) -> None:
    record_first_choice(lesson=lesson, user_id=sam.pk, step="look", choice="b")
    sign_in(client, otto)
    assert "Yes, always." not in page(client, lesson)


def test_what_is_not_there_is_not_found(client: Client, lesson: Lesson) -> None:
    assert client.get(reverse("lesson", args=["nothing"])).status_code == 404
    assert client.post(reverse("lesson_check", args=["nothing", "edge"])).status_code == 404
    assert client.post(reverse("lesson_check", args=[lesson.slug, "nothing"])).status_code == 404
    assert client.get(reverse("lesson_check", args=[lesson.slug, "edge"])).status_code == 405
    assert client.post(reverse("lesson", args=[lesson.slug])).status_code == 405


def test_clips_of_the_page_arrive_whole_and_in_parts(client: Client, lesson: Lesson) -> None:
    links = links_in(page(client, lesson))
    assert len(links) == 3  # both halves and the outline of what was changed
    for link in links:
        whole = client.get(link)
        assert whole.status_code == 200
        body = b"".join(whole.streaming_content)  # type: ignore[attr-defined]
        part = client.get(link, headers={"range": "bytes=10-19"})
        assert part.status_code == 206
        assert b"".join(part.streaming_content) == body[10:20]  # type: ignore[attr-defined]


def test_a_link_opens_for_its_own_visitor_alone(client: Client, lesson: Lesson) -> None:
    link = links_in(page(client, lesson))[0]
    other = Client()
    assert other.get(link).status_code == 404
    page(other, lesson)
    assert other.get(link).status_code == 404


def test_a_link_does_not_open_in_another_lesson(client: Client, lesson: Lesson) -> None:
    link = links_in(page(client, lesson))[0]
    Lesson.objects.create(slug="other", number=5, bodies=lesson.bodies)
    assert client.get(link.replace("/crop/", "/other/")).status_code == 404


def test_a_link_to_a_pair_outside_the_lesson_does_not_open(
    client: Client, lesson: Lesson, make_pair: Any
) -> None:
    secret = make_pair()
    page(client, lesson)
    scope = f"lesson:{lesson.slug}:{client.session[SESSION_KEY]}"
    ours, theirs = (sign_link(f"{slug}-t", scope=scope) for slug in ("field", secret.slug))
    assert client.get(reverse("lesson_media", args=[lesson.slug, ours])).status_code == 200
    assert client.get(reverse("lesson_media", args=[lesson.slug, theirs])).status_code == 404


@pytest.mark.parametrize("name", ["field", "field-x", "field-", "-t", "t"])
def test_a_signed_name_that_is_none_of_ours_does_not_open(client: Client, lesson: Lesson, name: str) -> None:
    page(client, lesson)
    token = sign_link(name, scope=f"lesson:{lesson.slug}:{client.session[SESSION_KEY]}")
    assert client.get(reverse("lesson_media", args=[lesson.slug, token])).status_code == 404


def test_a_bent_link_does_not_open(client: Client, lesson: Lesson) -> None:
    link = links_in(page(client, lesson))[0]
    assert client.get(link[:-3] + "xx/").status_code == 404


def test_an_old_link_says_that_it_has_expired(client: Client, lesson: Lesson, settings: Any) -> None:
    with time_machine.travel("2026-03-01 12:00", tick=False) as clock:
        link = links_in(page(client, lesson))[0]
        clock.shift(settings.MEDIA_LINK_SECONDS + 1)
        response = client.get(link, headers={"accept-language": "en"})
    assert response.status_code == 410
    assert "has expired" in response.content.decode()


def test_the_page_is_light_and_asks_no_other_host(client: Client, lesson: Lesson) -> None:
    html = page(client, lesson)
    assert len(html.encode()) < 60_000
    assert (
        'src="http' not in html and "<script>" not in html and "style=" not in html and "onclick" not in html
    )
