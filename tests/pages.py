"""Every page a person can look at, and how to get there: the tests of pages walk this list. Add yours to PAGES.

A test takes them one by one with `@every_page` and a parameter `a_page` (`page` is the browser's own).
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import html5lib
import pytest
from django.test import Client
from django.urls import reverse

from literacy.assignments.actions import withdraw_assignment
from literacy.people.models import User
from literacy.progress.rollup import tally_class
from quizzes.clips.models import Pair
from quizzes.jobs.models import Job
from quizzes.reports.actions import pull_pair
from tests.authoring.made import AUTHORING_PAGES
from tests.care.pages import CARE_PAGES
from tests.classroom.pages import CLASS_PAGES
from tests.factories import make_sitting
from tests.library.prepared_pages import page_of_film
from tests.page import Page, named
from tests.people.pages import ACCOUNT_PAGES
from tests.rosters.pages import ROSTERS
from tests.staff.made import STAFF_PAGES
from tests.studio_pages.pages import STUDIO

Element = Any  # xml.etree's, as html5lib builds it


def _of_library(name: str, technique: str, get: Callable[[str], Any]) -> str:
    """A page of the library about a pair of this technique."""
    pair = Pair.objects.filter(items__quizzes=get("quiz"), technique=technique).first()
    assert pair is not None
    return reverse(name, args=[pair.slug])


def _of_a_year(get: Callable[[str], Any]) -> str:
    get("played")
    tally_class(get("classroom"))
    return reverse("school_progress", args=[get("school").pk])


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


def _question(get: Callable[[str], Any]) -> str:
    """A question of an assignment, to be mended."""
    given = get("assignment")
    return reverse("assignment_item", args=[given.pk, given.quiz.items.first().pk])


def _of_given(name: str, what: str, get: Callable[[str], Any], *, taken_back: bool = False) -> str:
    """A page about something that was given, begun where it is `played`."""
    given = get(what)
    if taken_back:
        withdraw_assignment(assignment=given, by=get("tess"))
    return reverse(name, args=[given.pk])


PAGES: tuple[Page, ...] = (
    *[Page(*entry) for entry in ACCOUNT_PAGES],
    named("front"),
    named("practice", label="practice, nothing yet"),
    named("own_progress", "sam", label="own progress, nothing yet"),
    Page("own progress", lambda get: get("practised") and reverse("own_progress"), "sam"),
    Page(
        "school's year, nothing yet", lambda get: reverse("school_progress", args=[get("school").pk]), "ada"
    ),
    Page(
        "school's year",
        _of_a_year,
        "ada",
    ),
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
    Page("page made by a button", lambda get: reverse("new_pupils", args=[get("classroom").pk]), "tess", 405),
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
    *[
        Page(f"{name} {what}", partial(_of_given, f"{name}_assignment", what), "tess")
        for name in ("change", "withdraw")
        for what in ("assignment", "played")
    ],
    Page(
        "assignment taken back", lambda get: _of_given("assignment", "played", get, taken_back=True), "tess"
    ),
    Page("results", lambda get: reverse("results", args=[get("played").pk]), "tess"),
    Page(
        "class progress",
        lambda get: get("played") and reverse("class_progress", args=[get("classroom").pk]),
        "tess",
    ),
    Page(
        "class progress by cues",
        lambda get: (
            get("played")
            and reverse("class_progress", args=[get("classroom").pk]) + "?show=cues&sort=need&q=u"
        ),
        "tess",
    ),
    Page(
        "class progress of nobody", lambda get: reverse("class_progress", args=[get("classroom").pk]), "tess"
    ),
    Page(
        "class board",
        lambda get: get("played") and reverse("class_board", args=[get("classroom").pk]),
        "tess",
    ),
    Page(
        "learner progress",
        lambda get: (
            get("played") and reverse("learner_progress", args=[get("classroom").enrolments.first().pk])
        ),
        "tess",
    ),
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
