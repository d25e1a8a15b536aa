"""A whole quiz by links and forms alone, in two languages, and the fragments that scripts ask for instead."""

from typing import Any

import pytest
from django.test import Client

from quizzes.attempts.models import Answer, Sitting
from quizzes.items.models import Quiz
from tests.attempts.playing import judge, page, place_url, question_of, text_of


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_guest_plays_a_whole_quiz_without_scripts(quiz: Quiz, language: str) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(slug="first-five", open_to_guests=True)
    client = Client(headers={"Accept-Language": language})
    assert f'<html lang="{language}">' in text_of(client.get("/try/"))
    response = client.post("/try/", follow=True)
    sitting = Sitting.objects.get()
    steps = 0
    while sitting.finished_at is None:
        question = question_of(response)
        values: dict[str, Any] = {"cell": "D2"} if question.item_type == "locate" else {"p_manipulated": 0.8}
        response = client.post(question.action, question.filled(**values), follow=True)
        assert response.status_code == 200
        assert f'<html lang="{language}">' in text_of(response)
        sitting.refresh_from_db()
        revealed = "light-table revealed" in text_of(response)
        if revealed and sitting.finished_at is None:
            response = client.get(place_url(sitting, Answer.objects.filter(item_type="judge").count() + 1))
        steps += 1
        assert steps < 20
    assert "light-table revealed" in text_of(response)
    assert f'href="/sittings/{sitting.pk}/"' in text_of(response)
    end = text_of(client.get(f"/sittings/{sitting.pk}/"))
    assert end.count('class="number"') == 6
    assert Answer.objects.filter(item_type="judge").count() == 6
    assert Answer.objects.filter(item_type="locate").count() == 5, "all but the caption"


def test_the_end_counts_what_was_seen_and_what_was_doubted(
    sams: Client, quiz: Quiz, sitting: Sitting
) -> None:
    for position, p in enumerate((0.05, 0.2, 0.4, 0.5), start=1):
        judge(sams, sitting, position, p)
    judge(sams, sitting, 5, 0.95)
    judge(sams, sitting, 6, 0.05)
    end = text_of(sams.get(f"/sittings/{sitting.pk}/"))
    assert "You saw 1 of 4 manipulated, and doubted 0 of 1 real." in end
    assert "Once you said you would check first." in end


def test_somebody_who_checks_everything_is_told_so_and_not_scored(sams: Client, sitting: Sitting) -> None:
    for position in range(1, 7):
        judge(sams, sitting, position, 0.5)
    assert "You would check everything first." in text_of(sams.get(f"/sittings/{sitting.pk}/"))


def test_htmx_gets_the_player_alone_and_a_browser_the_page(sams: Client, sitting: Sitting) -> None:
    fragment = text_of(sams.get(place_url(sitting, 1), headers={"HX-Request": "true"}))
    whole = text_of(page(sams, sitting, 1))
    assert fragment.lstrip().startswith('<div id="player"')
    assert "<html" not in fragment
    assert whole.count('id="player"') == 1
    assert "<html" in whole


@pytest.mark.parametrize("extra", [{"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}])
def test_boosted_links_and_restored_history_get_the_whole_page(
    sams: Client, sitting: Sitting, extra: dict[str, str]
) -> None:
    response = sams.get(place_url(sitting, 1), headers={"HX-Request": "true"} | extra)
    assert "<html" in text_of(response)


def test_no_cache_mixes_up_page_and_fragment(sams: Client, sitting: Sitting) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        response = sams.get(place_url(sitting, 1), headers=headers)
        assert {"HX-Request", "HX-Boosted", "HX-History-Restore-Request"} <= {
            part.strip() for part in response["Vary"].split(",")
        }
        assert "no-store" in response["Cache-Control"]


def test_an_answer_by_htmx_leads_to_the_fragment_of_the_reveal(sams: Client, sitting: Sitting) -> None:
    headers = {"HX-Request": "true"}
    question = question_of(sams.get(place_url(sitting, 1), headers=headers))
    response = sams.post(question.action, question.filled(p_manipulated=0.05), headers=headers, follow=True)
    assert text_of(response).lstrip().startswith('<div id="player"')
    assert "light-table revealed" in text_of(response)


def test_a_form_without_a_choice_comes_back_to_htmx_as_a_fragment_it_will_show(
    sams: Client, sitting: Sitting
) -> None:
    headers = {"HX-Request": "true"}
    question = question_of(sams.get(place_url(sitting, 1), headers=headers))
    response = sams.post(question.action, question.filled(), headers=headers)
    assert response.status_code == 200
    assert text_of(response).lstrip().startswith('<div id="player"')
    assert "Choose a place on the scale first" in text_of(response)


def test_a_pupil_reads_dutch_when_the_browser_asks_for_it(sams: Client, sitting: Sitting) -> None:
    dutch = text_of(sams.get(place_url(sitting, 1), headers={"Accept-Language": "nl"}))
    english = text_of(sams.get(place_url(sitting, 1), headers={"Accept-Language": "en"}))
    assert "Is this photo real or manipulated?" in english
    assert "Is this photo real or manipulated?" not in dutch
    assert "nl" in sams.get(place_url(sitting, 1), headers={"Accept-Language": "nl"})["Content-Language"]


def test_a_dutch_page_sends_the_same_numbers_as_an_english_one(sams: Client, sitting: Sitting) -> None:
    dutch = text_of(sams.get(place_url(sitting, 1), headers={"Accept-Language": "nl"}))
    for stop in ("0.05", "0.2", "0.4", "0.5", "0.6", "0.8", "0.95"):
        assert f'value="{stop}"' in dutch
