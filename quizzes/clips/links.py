"""Links to the clips of pages that tell the truth at once: signed, bound to page and session, and expiring."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from quizzes.clips.lens_pictures import LensFile
from quizzes.clips.lens_shown import BOTH, file_behind, lens_of
from quizzes.clips.models import Half, Pair, Rendition
from quizzes.clips.parts import CAPTIONS, HALVES, PARTS, kind_of, letter_of
from quizzes.clips.pulled import refuse_pulled
from quizzes.http.links import opened_or_refused, sign_link

SESSION_KEY = "pair_media"
KINDS = {"v": str(Rendition.Kind.OVERLAY), "s": str(Rendition.Kind.THUMB)} | {
    short + letter: kind_of(half, part) for short, half in HALVES.items() for letter, part in PARTS.items()
}
SAID = {short + letter_of(CAPTIONS): half for short, half in HALVES.items()}


@dataclass(frozen=True)
class PairLinks:
    """The links to the renditions of one pair on one page; `address` makes a path of a token."""

    pair_slug: str
    scope: str
    address: Callable[[str], str]

    def _link(self, letter: str) -> str:
        return self.address(sign_link(f"{self.pair_slug}-{letter}", scope=self.scope))

    @property
    def shown(self) -> str:
        return self._link("o")

    @property
    def original(self) -> str:
        return self._link("o")

    @property
    def twin(self) -> str:
        return self._link("t")

    @property
    def overlay(self) -> str:
        return self._link("v")

    @property
    def captions_original(self) -> str:
        return self.half_part(Half.ORIGINAL, CAPTIONS)

    @property
    def captions_twin(self) -> str:
        return self.half_part(Half.TWIN, CAPTIONS)

    @property
    def thumb(self) -> str:
        return self._link("s")

    def half_part(self, half: str, part: str) -> str:
        """The link to a file that goes with one half: its poster, its strip. See `parts`."""
        return self._link(half[0] + letter_of(part))

    def lens(self, half: str, slug: str) -> str:
        """The link to what a lens shows of a half, of `both` for a difference."""
        return self._link(f"{half[0]}_{slug.replace('-', '_')}")


def scope_of(request: HttpRequest, page: str, *, make: bool = False) -> str:
    """What links of `page` are bound to for this visitor; without a key (and not making one) no link opens."""
    key = request.session.get(SESSION_KEY)
    if key is None and make:
        key = request.session[SESSION_KEY] = secrets.token_urlsafe(24)
    if key is None:
        raise Http404
    return f"{page}:{key}"


def media_for(pairs: QuerySet[Pair], token: str, *, scope: str) -> Rendition | tuple[Pair, str] | LensFile:
    """What is behind a link, if it is of one of `pairs`: a file, the pair and the half whose captions are meant, or a lens.

    Raises Http404 for a false link or another's, Refusal (410) for an expired one and for a clip that was pulled.
    """
    name = opened_or_refused(token, scope=scope)
    slug, _dash, letters = name.rpartition("-")
    asked = pairs.filter(slug=slug)
    found: Rendition | Pair | LensFile | None
    letter, _line, lens = letters.partition("_")
    if lens:
        found = _lens_for(asked, letter, lens.replace("_", "-"))
    elif letters in SAID:
        found = asked.first()
    else:
        found = Rendition.objects.filter(pair__in=asked, kind=KINDS.get(letters, "")).first()
    if found is None:
        refuse_pulled(Pair.objects.filter(slug=slug))
        raise Http404
    return (found, SAID[letters]) if isinstance(found, Pair) else found


def _lens_for(asked: QuerySet[Pair], letter: str, slug: str) -> LensFile | None:
    pair = asked.select_related("clip").prefetch_related("renditions").first()
    lens = lens_of(pair, slug, revealed=True) if pair is not None else None
    return (
        file_behind(pair, HALVES.get(letter, BOTH), lens) if pair is not None and lens is not None else None
    )
