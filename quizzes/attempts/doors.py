"""The sitting's door for the leak audit: both halves of pairs, each shown in a sitting before its answer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from secrets import token_hex

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import resolve

from quizzes.attempts.media import ClipLinks
from quizzes.attempts.models import Showing, Sitting
from quizzes.attempts.taker import taker_of, welcome_guest
from quizzes.clips.doors import Door, Opened
from quizzes.clips.models import Half, Pair
from quizzes.items.models import Item, Quiz


@contextmanager
def sitting_doors(pairs: Sequence[Pair]) -> Iterator[Opened]:
    """Show `pairs` in two sittings of one quiz, every pair with one half in each; all of it is rolled back.

    Which sitting has which half alternates from pair to pair, so that neither sitting stands for a half.
    """
    with transaction.atomic():
        name = f"leak-audit-{token_hex(8)}"
        quiz = Quiz.objects.create(slug=name)
        sessions: list[dict[str, str]] = [{}, {}]
        sittings = []
        for session in sessions:
            welcome_guest(_request(session))
            sittings.append(Sitting.objects.create(quiz=quiz, guest=taker_of(_request(session)).guest))
        doors: dict[tuple[str, str], Door] = {}
        for number, pair in enumerate(pairs):
            item = Item.objects.create(slug=f"{name}-{number}", pair=pair, chain=["judge"])
            halves = (Half.ORIGINAL, Half.TWIN) if number % 2 else (Half.TWIN, Half.ORIGINAL)
            for sitting, session, half in zip(sittings, sessions, halves, strict=True):
                Showing.objects.create(sitting=sitting, item=item, position=number + 1, half=half)
                link = ClipLinks(sitting.pk, number + 1).shown
                doors[pair.slug, half] = Door(link, _Asking(link, session))
        yield doors
        transaction.set_rollback(True)


class _Asking:
    """A request of a guest's browser for a link, answered by the very view that the site has at that address."""

    def __init__(self, link: str, session: dict[str, str]) -> None:
        self._link, self._session = link, session

    def __call__(self) -> HttpResponseBase:
        found = resolve(self._link)
        response: HttpResponseBase = found.func(_request(self._session), *found.args, **found.kwargs)
        return response


def _request(session: dict[str, str]) -> HttpRequest:
    request = HttpRequest()
    request.method = "GET"
    request.user = AnonymousUser()
    request.session = session  # type: ignore[assignment]
    return request
