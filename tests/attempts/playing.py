"""Playing as a browser without JavaScript does: reading the form of a page and sending it back."""

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from quizzes.attempts.asked import shown_at
from quizzes.attempts.course import course_of
from quizzes.attempts.models import Sitting
from quizzes.items.types import ITEM_TYPES

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

Reply: TypeAlias = "_MonkeyPatchedWSGIResponse | HttpResponse"


@dataclass(frozen=True)
class Question:
    """What the form of a place holds: where it goes, its hidden values, and the clip's link."""

    action: str
    hidden: dict[str, str]
    clip: str

    @property
    def item_type(self) -> str:
        return self.hidden["item_type"]

    def filled(self, **values: Any) -> dict[str, Any]:
        return {**self.hidden, **values}


def place_url(sitting: Sitting, position: int) -> str:
    return reverse("place", args=[sitting.pk, position])


def page(client: Client, sitting: Sitting, position: int, **headers: str) -> Reply:
    return client.get(place_url(sitting, position), headers=headers)


def text_of(response: Reply) -> str:
    return unescape(response.content.decode())


def question_of(response: Reply) -> Question:
    """The question a page asks. Fails when it asks none."""
    html = text_of(response)
    form = re.search(r'<form class="light-table".*?</form>', html, re.DOTALL)
    assert form is not None, "this page asks nothing"
    action = re.search(r'action="([^"]+)"', form[0])
    clip = re.search(r'<(?:img|video) class="clip" src="([^"]+)"', form[0])
    assert action is not None
    assert clip is not None
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
    return Question(action[1], hidden, clip[1])


def media_links(response: Reply) -> list[str]:
    return re.findall(r'src="(/sittings/[^"]+/media/[^"]+)"', text_of(response))


def judge(client: Client, sitting: Sitting, position: int, p: float, **more: Any) -> Reply:
    """Open a place, judge its clip, and return the page that follows."""
    question = question_of(page(client, sitting, position))
    assert question.item_type == "judge"
    return client.post(question.action, question.filled(p_manipulated=p, **more), follow=True)


def locate(client: Client, sitting: Sitting, position: int, **place: Any) -> Reply:
    question = question_of(page(client, sitting, position))
    assert question.item_type == "locate"
    return client.post(question.action, question.filled(**place), follow=True)


def sent(item_type: str, key: UUID, **values: Any) -> dict[str, Any]:
    """An answer put together by hand."""
    return {"item_type": item_type, "key": str(key), "milliseconds": "1200", **values}


def form_of(response: Reply) -> tuple[str, dict[str, str]]:
    """Where the form of a page goes, and its hidden values."""
    html = text_of(response)
    form = re.search(r'<form class="light-table.*?</form>', html, re.DOTALL)
    assert form is not None, "this page asks nothing"
    action = re.search(r'action="([^"]+)"', form[0])
    assert action is not None
    return action[1], dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))


def sample_of(sitting: Sitting, how: str) -> dict[str, Any]:
    """An answer to the question that is open at the first place."""
    place = course_of(sitting).places[0]
    assert place.next_question is not None
    return ITEM_TYPES[place.next_question].samples(shown_at(place))[how]


def say(client: Client, sitting: Sitting, how: str = "right", **more: Any) -> Reply:
    action, hidden = form_of(page(client, sitting, 1))
    given = {name: value for name, value in sample_of(sitting, how).items() if value is not None}
    return client.post(action, hidden | given | more, follow=True)
