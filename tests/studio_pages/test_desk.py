"""The list of drafts: found by state and words, paged, and at the same price however many there are."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import School
from literacy.studio.meter import Meter, size_in_words
from quizzes.studio.models import Draft
from tests.studio_pages.made import WORDS

Make = Callable[..., Draft]
ALL_STATES = list(Draft.State.values)


def desk(client: Client, school: School, **wishes: str) -> Any:
    response = client.get(reverse("studio_school", args=[school.pk]), wishes)
    assert response.status_code == 200
    return response.context["desk"]


def test_empty_desk_teaches_how_it_goes(tesss: Client, school: School) -> None:
    html = tesss.get(reverse("studio_school", args=[school.pk])).content.decode()
    assert "From a snapshot to a question" in html
    assert "up to 60 seconds" in html and "up to 300 MB" in html


def test_every_state_lies_on_one_heap(tesss: Client, school: School, draft: Make) -> None:
    for state in ALL_STATES:
        draft(state, reason="damaged" if state == "refused" else "")
    counts = [heap.count for heap in desk(tesss, school).heaps]
    # What waits with no job behind it is set aside as soon as somebody looks.
    assert counts == [8, 3, 1, 4]
    assert [card.draft.state for card in desk(tesss, school, state="published").cards] == ["published"]


def test_words_are_found_in_the_name_and_in_either_title(tesss: Client, school: School, draft: Make) -> None:
    draft("ready", title="market square")
    draft("ready", title="img 1", texts={"nl": {"title": "Het marktplein"}})
    draft("ready", title="img 2")
    assert len(desk(tesss, school, q="mark").cards) == 2
    assert len(desk(tesss, school, q="PLEIN").cards) == 1
    none = tesss.get(reverse("studio_school", args=[school.pk]), {"q": "nothing like it"})
    assert "No clip has these words" in none.content.decode()


def test_long_list_is_paged(tesss: Client, school: School, draft: Make) -> None:
    for _each in range(14):
        draft("ready")
    assert len(desk(tesss, school).cards) == 12
    assert len(desk(tesss, school, page="2").cards) == 2


@pytest.mark.parametrize("number", [1, 8])
def test_desk_costs_the_same_however_many_drafts(
    number: int, tesss: Client, school: School, draft: Make, django_assert_num_queries: Any
) -> None:
    for _each in range(number):
        draft("made")
    desk(tesss, school)
    with django_assert_num_queries(13):
        desk(tesss, school)


@pytest.mark.parametrize("state", ["ready", "made", "published"])
def test_draft_page_costs_no_more_with_other_drafts_about(
    state: str, tesss: Client, draft: Make, django_assert_max_num_queries: Any
) -> None:
    held = draft(state)
    for _each in range(5):
        draft("made")
    address = reverse("studio_draft", args=[held.pk])
    tesss.get(address)
    with django_assert_max_num_queries(11):
        assert tesss.get(address).status_code == 200


def test_meter_says_how_full_it_is() -> None:
    assert [Meter(used, 1000).percent for used in (0, 1, 500, 2000)] == [0, 1, 50, 100]
    assert [size_in_words(size) for size in (0, 300_000_000, 4_700_000_000)] == ["0 MB", "300 MB", "4.7 GB"]
    assert Meter(900, 1000).is_nearly_full and not Meter(900, 1000).is_full


def test_card_shows_the_title_that_was_written(tesss: Client, school: School, draft: Make) -> None:
    draft("published")
    assert [card.title for card in desk(tesss, school).cards] == [WORDS["title"]]
