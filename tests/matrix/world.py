"""Two whole schools with everybody's session, and requests of which nothing stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import resolve, reverse

from literacy.people.models import User
from quizzes.attempts.catalogue import specimens
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
    to: str
    writes: tuple[str, ...]
    seen: list[str]


class World:
    """`here` is the school whose things are asked for; two people of `there` ask for them, too."""

    def __init__(self) -> None:
        self.here, self.there = make_whole_school("xlindex", "ABCD"), make_whole_school("xbakenx", "EFGH")
        open_to_all = Quiz.objects.filter(open_to_guests=True)
        for school in (self.here, self.there):
            school.fills |= {"open_quiz.slug": open_to_all.get().slug}
            school.fills |= dict(zip(_STATE, next(_states()), strict=True))
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
        caller = Caller(headers={"HX-Request": "true"} if fragment else None)
        if self._sessions[who]:
            caller.cookies[settings.SESSION_COOKIE_NAME] = self._sessions[who]
        cache.clear()
        with transaction.atomic():
            writes: list[str] = []
            with connection.execute_wrapper(partial(_note_write, writes)):
                response: Any = caller.generic(method, url) if data is None else caller.post(url, data)
                body = _all_of(response)
            seen = then() if writes else []
            transaction.set_rollback(not stays)
        to = response.headers.get("Location", "")
        return Answer(
            response.status_code,
            body,
            response.status_code == 404 or to.startswith(self._doors),
            to,
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
            ("teacher", reverse("lesson", args=["crop"])),
            (
                "teacher",
                reverse("library_prepared", args=[self.here.filled("library_prepared")["slug"], "twin"]),
            ),
        ):
            seen = self.ask(who, "GET", page, stays=True)
            for link in LINK.findall(seen.body):
                found = resolve(link)
                self.here.fills[f"{found.url_name}.token"] = found.kwargs["token"]
        self.here.fills["library_taken.slug"] = self.here.filled("library_prepared")["slug"]


class Caller(RequestFactory):
    """A test client that keeps nothing about templates and contexts, which costs more than the pages themselves."""

    _handler = ClientHandler(enforce_csrf_checks=False)

    def request(self, **request: Any) -> Any:
        return self._handler(self._base_environ(**request))  # type: ignore[attr-defined]


def _note_write(
    writes: list[str], execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
) -> Any:
    if str(sql).startswith(WRITES):
        writes.append(str(sql))
    return execute(sql, params, many, context)


def _all_of(response: Any) -> str:
    """What an answer says, to its last byte."""
    parts: bytes = b"".join(response) if response.streaming else response.content
    return parts.decode(errors="replace")


_STATE = tuple(f"catalogue_state.{word}" for word in ("slug", "clip", "state"))


def _states() -> Iterator[tuple[str, str, str]]:
    """What the catalogue of item types can show."""
    return ((each.kind.slug, each.clip, each.states[0]) for each in specimens())


def _session(user: User | None) -> str:
    if user is None:
        return ""
    client = Client()
    sign_in(client, user)
    session = client.session
    # As after giving the password a second time a moment ago, so that no page asks for it once more.
    record_authentication(
        cast(HttpRequest, SimpleNamespace(session=session)), user, "password", reauthenticated=True
    )
    session.save()
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
