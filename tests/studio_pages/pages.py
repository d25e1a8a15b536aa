"""The pages of the studio, for the tests of all pages."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.urls import reverse

from quizzes.items.actions import make_quiz
from quizzes.jobs.models import Job
from quizzes.studio.models import Draft
from quizzes.studio.tasks import CHECK_UPLOAD
from tests.factories import make_sitting
from tests.page import Page
from tests.studio_pages.made import PLACE, RIGHTS, make_draft


def _of_draft(name: str, get: Callable[[str], Any], state: str = "made", **fields: Any) -> str:
    """A page of the studio about a draft in this state."""
    return reverse(name, args=[make_draft(get("school"), get("tess"), state, **fields).pk])


def _studio(get: Callable[[str], Any], name: str = "studio_school", query: str = "") -> str:
    """A page of the studio of tess's school, with a draft in every state on the desk, and two that are published."""
    for state in (*Draft.State.values, "published"):
        make_draft(get("school"), get("tess"), state, reason="damaged" if state == "refused" else "")
    return reverse(name, args=[get("school").pk]) + query


def _own_quiz(get: Callable[[str], Any], name: str, *, begun: bool = False) -> str:
    """A page about a quiz of two of the school's own pairs, which has a third."""
    school = get("school")
    pairs = [make_draft(school, get("tess"), "published").pair for _each in range(3)]
    quiz = make_quiz(shelf=school.shelf, title="Our street", pairs=[pair for pair in pairs[:2] if pair])
    if begun:
        make_sitting(quiz, get("sam"))
    return reverse(name, args=[school.pk, quiz.pk])


def _looked_at(get: Callable[[str], Any]) -> str:
    address = _of_draft("studio_draft", get, state="checking")
    Job.objects.create(kind=CHECK_UPLOAD, target=address.strip("/").rpartition("/")[2], progress=40)
    return address


_RIGHTS: dict[str, Any] = {"rights": RIGHTS}
_TO_PLACE: dict[str, Any] = _RIGHTS | {"technique": "copy-move"}
STUDIO: tuple[Page, ...] = (
    Page("studio, empty", lambda get: reverse("studio_school", args=[get("school").pk]), "tess"),
    Page("studio", _studio, "tess"),
    Page(
        "studio with nothing like that", lambda get: _studio(get, query="?q=nothing&state=published"), "ada"
    ),
    Page("quiz of own clips", lambda get: _studio(get, "studio_quiz"), "tess"),
    Page("a quiz of own clips", lambda get: _own_quiz(get, "studio_quiz_change"), "tess"),
    Page("a quiz that is begun", lambda get: _own_quiz(get, "studio_quiz_change", begun=True), "tess"),
    Page("delete a quiz", lambda get: _own_quiz(get, "studio_quiz_delete"), "tess"),
    Page("delete a quiz that stays", lambda get: _own_quiz(get, "studio_quiz_delete", begun=True), "tess"),
    Page("quiz of too few", lambda get: reverse("studio_quiz", args=[get("school").pk]), "tess"),
    *[
        Page(f"draft {state}", partial(_of_draft, "studio_draft", state=state), "tess")
        for state in ("rendering", "ready", "made", "published", "retired")
    ],
    Page("draft refused", partial(_of_draft, "studio_draft", state="refused", reason="heic"), "tess"),
    Page("draft to be looked at", _looked_at, "tess"),
    Page("draft with rights", partial(_of_draft, "studio_draft", state="ready", **_RIGHTS), "tess"),
    Page("draft to be placed", partial(_of_draft, "studio_draft", state="ready", **_TO_PLACE), "tess"),
    Page(
        "draft that failed",
        partial(_of_draft, "studio_draft", state="ready", reason="not-made", place=PLACE, **_TO_PLACE),
        "tess",
    ),
    Page(
        "draft with captions",
        partial(_of_draft, "studio_draft", state="ready", rights=RIGHTS, technique="miscaptioned"),
        "tess",
    ),
    *[
        Page(f"draft, asked to {name}", partial(_of_draft, f"studio_{name}", state=state), "tess")
        for name, state in (("publish", "made"), ("retire", "published"), ("delete", "made"))
    ],
)
