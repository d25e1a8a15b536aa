"""Every page a person can look at, and how to get there: the tests of pages walk this list. Add yours to PAGES.

A test takes them one by one with `@every_page` and a parameter `a_page` (`page` is the browser's own).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import html5lib
import pytest
from django.test import Client
from django.urls import reverse

from literacy.people.models import User
from quizzes.clips.models import Pair
from quizzes.items.actions import make_quiz
from quizzes.jobs.models import Job
from quizzes.reports.actions import pull_pair
from quizzes.studio.models import Draft
from quizzes.studio.tasks import CHECK_UPLOAD
from tests.authoring.made import AUTHORING_PAGES
from tests.care.pages import CARE_PAGES
from tests.classroom.pages import CLASS_PAGES
from tests.factories import make_sitting
from tests.library.prepared_pages import page_of_film
from tests.rosters.pages import ROSTERS
from tests.staff.made import STAFF_PAGES
from tests.studio_pages.made import PLACE, RIGHTS, make_draft

Element = Any  # xml.etree's, as html5lib builds it


@dataclass(frozen=True)
class Page:
    """A page: `address(get)` makes its path, where `get` gives a fixture of the cast by name; `who` is signed in."""

    name: str
    address: Callable[[Callable[[str], Any]], str]
    who: str = ""
    status: int = 200

    def __str__(self) -> str:
        return f"{self.name}-{self.who or 'visitor'}"


def named(name: str, who: str = "", status: int = 200, *, label: str = "") -> Page:
    """A page whose address needs no argument."""
    return Page(label or name, lambda get: reverse(name), who, status)


def _of_library(name: str, technique: str, get: Callable[[str], Any]) -> str:
    """A page of the library about a pair of this technique."""
    pair = Pair.objects.filter(items__quizzes=get("quiz"), technique=technique).first()
    assert pair is not None
    return reverse(name, args=[pair.slug])


def _with_blocks(get: Callable[[str], Any]) -> str:
    """The lesson that holds every block."""
    return reverse("lesson", args=[get("lesson_with_blocks").slug])


def _under_a_lens(get: Callable[[str], Any], slug: str) -> str:
    """What a lens shows of the first place of a sitting of sam's, as a page of its own."""
    return reverse("lens", args=[make_sitting(get("quiz"), get("sam")).pk, 1, slug])


def _report_place(get: Callable[[str], Any]) -> str:
    """Where sam reports the first clip of a sitting."""
    return reverse("report_place", args=[make_sitting(get("quiz"), get("sam")).pk, 1])


def _thanks(get: Callable[[str], Any]) -> str:
    """What somebody reads after reporting a pair for a reason that needs no help."""
    return reverse("report_pair", args=[get("field").slug]) + "?thanks=technical"


def _pulled_place(get: Callable[[str], Any]) -> str:
    """The first place of a sitting of sam's, of which the clip was taken away."""
    sitting = make_sitting(get("quiz"), get("sam"))
    pair = Pair.objects.get(items__showings__sitting=sitting, items__showings__position=1)
    pull_pair(pair=pair, by=get("tess"), why="It shows a pupil.")
    return reverse("place", args=[sitting.pk, 1])


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


def _question(get: Callable[[str], Any]) -> str:
    """A question of an assignment, to be mended."""
    given = get("assignment")
    return reverse("assignment_item", args=[given.pk, given.quiz.items.first().pk])


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


PAGES: tuple[Page, ...] = (
    named("account_login"),
    named("account_signup"),
    named("account_reset_password"),
    named("account_reset_password_done"),
    named("account_email_verification_sent"),
    named("account_inactive"),
    named("account_change_password", "tess"),
    named("account_logout", "tess"),
    named("front"),
    named("practice", label="practice, nothing yet"),
    named("own_progress", "sam", label="own progress, nothing yet"),
    Page("own progress", lambda get: get("practised") and reverse("own_progress"), "sam"),
    Page("practice", lambda get: get("practised") and reverse("practice"), "sam"),
    named("front", "sam"),
    named("join"),
    Page("join_class", lambda get: reverse("join_class", args=[get("classroom").code])),
    Page("join_class", lambda get: reverse("join_class", args=[get("classroom").code]), "sam"),
    Page("no such class", lambda get: reverse("join_class", args=["WRONG1"]), status=422),
    named("home", "sam", label="home without work"),
    Page("home", lambda get: get("assignment") and reverse("home"), "sam"),
    Page("home", lambda get: get("played") and reverse("home"), "tess"),
    named("home", "nora", label="home without classes"),
    named("home", "otto", label="home without a school"),
    Page("home", lambda get: get("played") and reverse("home"), "ada"),
    Page("class", lambda get: reverse("classroom", args=[get("played").classroom_id]), "tess"),
    *[Page(name, address, who) for name, address, who in CLASS_PAGES],
    *[Page(name, address, "tess") for name, address in AUTHORING_PAGES],
    Page("class without pupils", lambda get: reverse("classroom", args=[get("classroom").pk]), "tess"),
    Page(
        "builder", lambda get: get("quiz") and reverse("new_assignment", args=[get("classroom").pk]), "tess"
    ),
    Page(
        "builder, no quizzes yet", lambda get: reverse("new_assignment", args=[get("classroom").pk]), "tess"
    ),
    Page("series", lambda get: get("lesson") and reverse("new_series", args=[get("classroom").pk]), "tess"),
    named("assignments", "tess", label="nothing given"),
    Page("everything given", lambda get: get("played") and reverse("assignments"), "tess"),
    Page("nothing given like that", lambda get: get("played") and reverse("assignments") + "?q=xyz", "tess"),
    Page("assignment", lambda get: reverse("assignment", args=[get("played").pk]), "tess"),
    Page("assignment of nobody", lambda get: reverse("assignment", args=[get("assignment").pk]), "tess"),
    Page("live", lambda get: reverse("live", args=[get("played").pk]), "tess"),
    Page("projector", lambda get: reverse("projector", args=[get("played").pk]), "tess"),
    Page("questions", lambda get: reverse("assignment_items", args=[get("assignment").pk]), "tess"),
    Page("question", _question, "tess"),
    Page(
        "to other classes", lambda get: reverse("duplicate_assignment", args=[get("assignment").pk]), "tess"
    ),
    Page("results", lambda get: reverse("results", args=[get("played").pk]), "tess"),
    Page("results of nobody", lambda get: reverse("results", args=[get("assignment").pk]), "tess"),
    named("lessons", label="lessons, none yet"),
    Page("lessons", lambda get: get("lesson") and reverse("lessons")),
    Page("lesson", lambda get: reverse("lesson", args=[get("lesson").slug])),
    Page("lesson", lambda get: reverse("lesson", args=[get("lesson").slug]), "tess"),
    Page(
        "lesson with a check answered",
        lambda get: reverse("lesson", args=[get("lesson").slug]) + "?check=edge&choice=b",
    ),
    Page("lesson with every block", _with_blocks),
    Page("lesson with every block", _with_blocks, "sam"),
    Page("lesson with a place pointed at", lambda get: _with_blocks(get) + "?where=field&cell=B2"),
    Page("lesson with a poll answered", lambda get: _with_blocks(get) + "?poll=would&choice=b"),
    Page("lesson with a story begun", lambda get: _with_blocks(get) + "?scenario=message&path=wait"),
    named("glossary", label="glossary, nothing explained"),
    Page("glossary", lambda get: get("lesson_with_blocks") and reverse("glossary")),
    Page("curriculum", lambda get: get("lesson") and reverse("curriculum")),
    Page("coverage", lambda get: get("lesson") and reverse("coverage", args=[get("classroom").pk]), "tess"),
    named("library", "tess", label="library, nothing in it yet"),
    Page("library", lambda get: get("quiz") and reverse("library"), "tess"),
    Page("library still growing", lambda get: get("growing") and reverse("library"), "tess"),
    Page(
        "library with a choice",
        lambda get: get("quiz") and reverse("library") + "?technique=copy-move&q=field",
        "ada",
    ),
    Page(
        "library with no pair like that",
        lambda get: get("quiz") and reverse("library") + "?q=%3Cb%3E",
        "tess",
    ),
    *[
        Page(f"{label} of {technique}", partial(_of_library, name, technique), "tess")
        for label, name in (("pair", "library_pair"), ("sheet", "library_sheet"))
        for technique in ("copy-move", "miscaptioned", "authentic-odd-looking")
    ],
    Page(
        "pair under a lens",
        lambda get: reverse("library_lens", args=[get("field").slug, "ela"]),
        "tess",
    ),
    Page("place under a lens", lambda get: _under_a_lens(get, "noise"), "sam"),
    Page("place under a lens of rows", lambda get: _under_a_lens(get, "metadata"), "sam"),
    Page(
        "credentials of a pair",
        lambda get: get("keys") and reverse("library_credentials", args=[get("field").slug]),
        "tess",
    ),
    Page("film being prepared", partial(page_of_film, Job.State.RUNNING), "tess"),
    Page("film that could not be prepared", partial(page_of_film, Job.State.FAILED), "tess"),
    Page("prepared film", partial(page_of_film, Job.State.DONE), "tess"),
    Page("credentials", lambda get: get("keys") and reverse("credentials")),
    named("credentials", label="credentials without keys"),
    Page("report a place", _report_place, "sam"),
    Page("thanks for a report", lambda get: _report_place(get) + "?thanks=shows-me&hidden=1", "sam"),
    Page(
        "report a clip of a lesson",
        lambda get: reverse("report_lesson_clip", args=[get("lesson").slug, get("field").slug]),
    ),
    Page("report a pair", lambda get: reverse("report_pair", args=[get("field").slug]), "tess"),
    Page("thanks for another report", _thanks, "tess"),
    named("reports", "tess", label="no reports"),
    Page("reports", lambda get: get("reported") and reverse("reports"), "tess"),
    Page("reports that are not there", lambda get: get("reported") and reverse("reports") + "?q=xyz", "tess"),
    Page("report of a clip", lambda get: reverse("report", args=[get("reported").pk]), "tess"),
    Page("pulled pair", lambda get: reverse("library_pair", args=[get("paused").slug]), "tess"),
    Page("library with a pulled pair", lambda get: get("paused") and reverse("library"), "tess"),
    Page("place of a pulled clip", _pulled_place, "sam"),
    Page("lesson with lenses", lambda get: reverse("lesson", args=[get("lesson_with_lenses").slug])),
    named("lens_costs", "steff", label="no lens costs"),
    Page("lens costs", lambda get: get("lens_costs_of_a_week") and reverse("lens_costs"), "steff"),
    named("catalogue", "steff", label="item types, no library yet"),
    Page("item types", lambda get: get("quiz") and reverse("catalogue"), "steff"),
    *STUDIO,
    *[Page(name, address, who) for name, address, who in ROSTERS],
    *[Page(*entry) for entry in STAFF_PAGES],
    *[Page(name, address, who) for name, address, who in CARE_PAGES],
    Page("nothing here", lambda get: "/there-is-nothing-here/", status=404),
    Page("nothing here", lambda get: "/there-is-nothing-here/", "tess", status=404),
    Page("nothing here", lambda get: "/there-is-nothing-here/", "sam", status=404),
)

every_page = pytest.mark.parametrize("a_page", PAGES, ids=str)


def sign_in(client: Client, user: User) -> None:
    """Sign in as the site's own doors do: adults by allauth, pupils by their personal code."""
    backend = (
        "allauth.account.auth_backends.AuthenticationBackend"
        if user.email
        else "literacy.people.backends.PersonalCodeBackend"
    )
    client.force_login(user, backend=backend)


def open_page(page: Page, client: Client, get: Callable[[str], Any], **headers: str) -> Any:
    """The response of a page, with whoever it names signed in. Checks the status the page promises."""
    if page.who:
        sign_in(client, get(page.who))
    response = client.get(page.address(get), headers=headers)
    assert response.status_code == page.status, f"{page} answered {response.status_code}"
    return response


def parse(markup: str) -> tuple[Element, list[str]]:
    """The document as a browser reads it, and what the HTML standard calls an error in it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(markup)
    errors = [
        f"{code} at {position[0]}:{position[1]} {details or ''}" for position, code, details in parser.errors
    ]
    return document, errors
