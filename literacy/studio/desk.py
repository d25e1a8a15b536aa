"""The list of a school's drafts: what is being worked on, what is published, what was set aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from literacy.studio.media import ORIGINAL, links_of
from quizzes.clips.models import Medium, Rendition, in_language
from quizzes.http.links import sign_link
from quizzes.studio.models import Draft, DraftQuerySet

ON_A_PAGE = 12
_STATE = Draft.State
HEAPS: Mapping[str, tuple[str | Promise, tuple[str, ...]]] = {
    "desk": (
        _("On the desk"),
        (_STATE.WAITING, _STATE.CHECKING, _STATE.READY, _STATE.RENDERING, _STATE.MADE),
    ),
    "published": (_("Published"), (_STATE.PUBLISHED,)),
    "aside": (_("Set aside"), (_STATE.REFUSED, _STATE.RETIRED)),
}


SORTS: Mapping[str, str | Promise] = {
    "": _("changed last first"),
    "old": _("changed longest ago first"),
    "name": _("by file name"),
}
_ORDERS = {"": ("-changed_at", "-pk"), "old": ("changed_at", "pk"), "name": ("title", "-changed_at", "-pk")}


@dataclass(frozen=True)
class Heap:
    """One choice above the list: how many there are, and the query that shows them."""

    name: str | Promise
    count: int
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class Card:
    """A draft in the list; `thumb` is empty for what has no picture."""

    draft: Draft
    title: str
    thumb: str
    medium: str

    @property
    def is_new(self) -> bool:
        """Whether it was changed within the last minute."""
        return timezone.now() - self.draft.changed_at < timedelta(minutes=1)


@dataclass(frozen=True)
class Desk:
    """One page of the list, with the choices above it; `total` counts every draft of the school."""

    heaps: list[Heap]
    page: Page[Draft]
    cards: list[Card]
    total: int
    words: str
    sort: str


def desk_of(
    shelf: str, *, scope: str, state: str = "", words: str = "", number: str = "", sort: str = ""
) -> Desk:
    """The drafts of a shelf, by state and words, in an order. Four queries, however many there are."""
    rows = Draft.objects.on_shelf(shelf)
    found = _with_words(rows, words)
    counts = dict(found.order_by().values_list("state").annotate(count=Count("pk")))
    total = rows.count() if words else sum(counts.values())
    chosen = state if state in HEAPS else ""
    if chosen:
        found = found.filter(state__in=HEAPS[chosen][1])
    sort = sort if sort in _ORDERS else ""
    rows = found.select_related("clip", "pair").order_by(*_ORDERS[sort])
    page = Paginator(rows, ON_A_PAGE).get_page(number)
    heaps = _heaps(counts, chosen, {"q": words, "sort": sort})
    return Desk(heaps, page, _cards(page.object_list, scope), total, words, sort)


def title_of(draft: Draft) -> str:
    """The title that was written, or the name of the file as it came."""
    return str(in_language(draft.texts).get("title") or _any_title(draft) or draft.title)


def _any_title(draft: Draft) -> str:
    return next((texts["title"] for texts in draft.texts.values() if texts.get("title")), "")


def _with_words(rows: DraftQuerySet, words: str) -> DraftQuerySet:
    for word in words.split():
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(texts__nl__title__icontains=word)
            | Q(texts__en__title__icontains=word)
        )
    return rows


def _heaps(counts: Mapping[str, int], chosen: str, asked: Mapping[str, str]) -> list[Heap]:
    def query(state: str) -> str:
        wishes = {name: wish for name, wish in {**asked, "state": state}.items() if wish}
        return f"?{urlencode(wishes)}" if wishes else "?"

    every = Heap(_("Everything"), sum(counts.values()), query(""), not chosen)
    heaps = [
        Heap(name, sum(counts.get(state, 0) for state in states), query(key), key == chosen)
        for key, (name, states) in HEAPS.items()
    ]
    return [every, *heaps]


def _cards(drafts: Iterable[Draft] | Sequence[Draft], scope: str) -> list[Card]:
    listed = list(drafts)
    pairs = [draft.pair_id for draft in listed if draft.pair_id]
    thumbs = Rendition.objects.filter(pair__in=pairs, kind=Rendition.Kind.THUMB)
    there = set(thumbs.values_list("pair_id", flat=True)) if pairs else set()
    return [Card(draft, title_of(draft), _thumb(draft, there, scope), _medium(draft)) for draft in listed]


def _thumb(draft: Draft, there: set[int], scope: str) -> str:
    if draft.pair is not None and draft.pair_id in there:
        return links_of(draft.pk, draft.pair.slug, scope).thumb
    if draft.medium == Medium.PHOTO and draft.clip_id:
        token = sign_link(f"{draft.pk.hex}-{ORIGINAL}", scope=scope)
        return links_of(draft.pk, "", scope).address(token)
    return ""


def _medium(draft: Draft) -> str:
    return str(draft.get_medium_display()) if draft.medium else ""


def reader_language() -> str:
    """The language of the page, as texts are kept by: `nl` or `en`."""
    return (get_language() or "en").split("-")[0]
