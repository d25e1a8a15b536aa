"""Two whole schools with everybody's session, and requests of which nothing stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.shortcuts import resolve_url
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from literacy.people.models import User
from quizzes.items.models import Quiz
from tests.house.test_addresses import SAMPLES, Address
from tests.matrix.whole_school import WholeSchool, make_whole_school
from tests.pages import sign_in

LINK = re.compile(r'"(/[^"?]*/(?:media|taken)/[^"/]+/)"')
WRITES = ("INSERT", "UPDATE", "DELETE")
# What a visit itself leaves behind, whether or not somebody may come in.
OF_THE_VISIT = ("django_session", "usersessions_usersession", "axes_", "meter_")


@dataclass(frozen=True)
class Answer:
    """What came back: `refused` says that there is nothing here, or where to sign in."""

    status: int
    body: str
    refused: bool
    writes: tuple[str, ...]
    seen: list[str]


class World:
    """`here` is the school whose things are asked for; two people of `there` ask for them, too."""

    def __init__(self) -> None:
        self.here, self.there = make_whole_school("xlindex", "ABCD"), make_whole_school("xbakenx", "EFGH")
        open_to_all = Quiz.objects.exclude(shelf__in=[self.here.school.shelf, self.there.school.shelf])
        for school in (self.here, self.there):
            school.fills |= {"open_quiz.slug": open_to_all.get().slug}
        self.users: dict[str, User | None] = {
            "guest": None,
            **self.here.people,
            "keeper": User.objects.create_superuser("keeper@site.example", "long enough", name="Keeper"),
            "stranger": User.objects.create_user("stranger@site.example", "long enough", name="Stranger"),
            "teacher there": self.there.people["teacher"],
            "lead there": self.there.people["lead"],
        }
        self._sessions = {who: _session(user) for who, user in self.users.items()}
        self._doors = (resolve_url(settings.LOGIN_URL), reverse("admin:login"))
        self._open_links()

    def ask(
        self,
        who: str,
        method: str,
        url: str,
        data: dict[str, Any] | None = None,
        *,
        fragment: bool = False,
        stays: bool = False,
        then: Callable[[], list[str]] = list,
    ) -> Answer:
        """Send one request of somebody's, look with `then`, and take back whatever it changed unless it `stays`."""
        client = Client(raise_request_exception=False, headers={"HX-Request": "true"} if fragment else None)
        if self._sessions[who]:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._sessions[who]
        cache.clear()
        connection.queries_log.clear()  # it holds so many, and then no new ones
        with transaction.atomic():
            with CaptureQueriesContext(connection) as asked:
                response = client.generic(method, url) if data is None else client.post(url, data)
            body = "" if response.streaming else response.content.decode(errors="replace")
            seen = then() if any(q["sql"].startswith(WRITES) for q in asked.captured_queries) else []
            transaction.set_rollback(not stays)
        writes = [query["sql"] for query in asked.captured_queries if query["sql"].startswith(WRITES)]
        to = response.headers.get("Location", "")
        return Answer(
            response.status_code,
            body,
            response.status_code == 404 or to.startswith(self._doors),
            tuple(sql for sql in writes if not any(f'"{table}' in sql[:60] for table in OF_THE_VISIT)),
            seen,
        )

    def role_of(self, who: str, *, is_about: bool) -> str:
        """What somebody is to the thing asked for: of another school, nothing."""
        if who.endswith(" there"):
            return "nothing" if is_about else who.split(maxsplit=1)[0]
        return who

    def _open_links(self) -> None:
        """Fill in the links to files that the pupil and the teacher see on their pages."""
        for who, page in (
            ("pupil", reverse("place", args=[self.here.fills["sitting_id"], 1])),
            ("teacher", reverse("library_pair", args=[self.here.fills["slug"]])),
            ("teacher", reverse("report", args=[self.here.fills["report_id"]])),
            ("teacher", reverse("studio_draft", args=[self.here.fills["draft_id"]])),
            ("teacher", reverse("choose_for_block", args=[self.here.fills["manuscript_id"], "compare"])),
        ):
            seen = self.ask(who, "GET", page, stays=True)
            for link in LINK.findall(seen.body):
                found = resolve(link)
                self.here.fills[f"{found.url_name}.token"] = found.kwargs["token"]


def _session(user: User | None) -> str:
    if user is None:
        return ""
    client = Client()
    sign_in(client, user)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def own_words(address: Address, school: WholeSchool) -> list[str]:
    """Those words of an address that name something of the school."""
    return [word for word, _kind in address.wants if word in school.filled(address.name)]


def url_of(address: Address, school: WholeSchool, **other: Any) -> str:
    """The address of something of the school; `other` words are as they are given."""
    fills = school.filled(address.name) | other
    words = {
        word: fills.get(word) or SAMPLES.get(kind) or kind.removeprefix("=") for word, kind in address.wants
    }
    return reverse(address.name, kwargs=words)
