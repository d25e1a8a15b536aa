"""What can be put into a block: clips of the library and of the school, drawings, scenarios, found by words."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.utils.translation import override

from literacy.authoring.access import pairs_for_lesson
from literacy.authoring.models import Manuscript
from literacy.authoring.skeletons import exhibit, figure, scenario
from literacy.lessons.references import can_be_pointed_at
from quizzes.clips.models import Medium, Pair, Rendition, in_language
from quizzes.clips.vocabulary import technique_term
from quizzes.items.models import Item
from quizzes.items.scenarios import scenario_slug

MOST_SHOWN = 24
PAIR_KINDS = ("compare", "where", "clip", "lenses")


@dataclass(frozen=True)
class Choice:
    """One thing to choose: how it is called, what it is, its block, and the pair it shows, if it is one."""

    title: str
    about: str
    text: str
    pair: Pair | None = None
    is_own: bool = False
    has_thumb: bool = False
    src: str = ""


@dataclass(frozen=True)
class Choices:
    """What was found for a block of this kind; `more` than are shown."""

    kind: str
    words: str
    found: list[Choice]
    more: int


def choices_for(manuscript: Manuscript, kind: str, words: str, language: str) -> Choices:
    """At most MOST_SHOWN of them, as blocks in the language of the lesson. Raises Http404 for a kind for which nothing is chosen."""
    words = words[:80].strip()
    if kind in PAIR_KINDS:
        found = _pairs(manuscript, kind, words, language)
    elif kind == "figure":
        found = _fitting(_figures(language), words)
    elif kind == "scenario":
        found = _fitting(_scenarios(), words)
    else:
        raise Http404
    return Choices(kind, words, found[:MOST_SHOWN], max(0, len(found) - MOST_SHOWN))


def _pairs(manuscript: Manuscript, kind: str, words: str, language: str) -> list[Choice]:
    pairs = pairs_for_lesson(manuscript)
    if kind == "clip":
        pairs = pairs.exclude(medium=Medium.PHOTO)
    elif kind == "where":
        pairs = pairs.filter(medium=Medium.PHOTO, has_twin=True, has_original=True)
    for word in words.split():
        pairs = pairs.filter(
            Q(texts__nl__title__icontains=word)
            | Q(texts__en__title__icontains=word)
            | Q(slug__icontains=word)
            | Q(technique__icontains=word)
        )
    # The school's own come first: an author who made one is looking for it.
    rows = pairs.order_by("-shelf", "slug").defer("recipe", "evidence")
    fitting = [pair for pair in rows if kind != "where" or can_be_pointed_at(pair)]
    shown = {pair.pk for pair in fitting[:MOST_SHOWN]}
    thumbs = Rendition.objects.filter(pair__in=shown, kind=Rendition.Kind.THUMB)
    there = set(thumbs.values_list("pair_id", flat=True))
    return [
        Choice(
            str(pair.text.get("title", pair.slug)),
            f"{pair.get_medium_display()} · {technique_term(pair.technique).name}",
            _block(language, kind, pair),
            pair, bool(pair.shelf), pair.pk in there,
        )
        for pair in fitting
    ]  # fmt: skip


def _block(language: str, kind: str, pair: Pair) -> str:
    with override(language):
        return exhibit(kind, pair.slug, seconds=float(pair.truth.get("seconds") or 4))


def _figures(language: str) -> list[Choice]:
    folder = settings.BASE_DIR / "static" / "lessons"
    with override(language):
        return [
            Choice(
                path.stem.replace("-", " "),
                "",
                figure(f"lessons/{path.name}"),
                src=f"lessons/{path.name}",
            )
            for path in sorted(folder.glob("*.svg"))
        ]


def _scenarios() -> list[Choice]:
    prefix = scenario_slug("")
    items = Item.objects.filter(pair=None, slug__startswith=prefix).order_by("slug")
    return [
        Choice(
            str(in_language(item.content.get("texts", {})).get("title", item.slug)), "",
            scenario(item.slug.removeprefix(prefix)),
        )
        for item in items
    ]  # fmt: skip


def _fitting(choices: list[Choice], words: str) -> list[Choice]:
    wanted = words.casefold().split()
    return [each for each in choices if all(word in each.title.casefold() for word in wanted)]
