"""Which lenses go with a pair, and what a page needs to show one of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.clips.eye_place import Pointed, shows_an_eye
from quizzes.clips.eye_views import EyeView, Link, eye_views
from quizzes.clips.lens_examples import EXAMPLES, Examples
from quizzes.clips.lens_pictures import LensFile, first_frame_file, is_kept, lens_file
from quizzes.clips.lens_words import FACTS, LENSES, LensTerm
from quizzes.clips.models import Half, Medium, Pair, Rendition
from quizzes.lenses.registry import Lens, lenses
from quizzes.meter.account import refuse_if_spent
from quizzes.meter.budget import Spent

BOTH = "both"
PLACE = "place"
_MOST_NAMED = 4


@dataclass(frozen=True)
class Offer:
    """A lens that can be chosen: its slug and its words; a slow one goes through a whole film."""

    slug: str
    term: LensTerm
    is_slow: bool = False


@dataclass(frozen=True)
class View:
    """What a lens shows of one half: the link to a picture, or a drawing with a sentence, or rows of a table.

    `half` is empty where it must not be said, and `both` for a difference. A picture has the size of the photo
    (`width` and `height` in pixels) or, where these are 0, one of its own. With an `eye` there is a curve once it is
    known where that lies. `trouble` says why there is nothing to see now.
    """

    half: str
    link: str = ""
    width: int = 0
    height: int = 0
    curve: dict[str, Any] | None = None
    sentence: str = ""
    rows: list[tuple[str | Promise, str]] = field(default_factory=list)
    eye: EyeView | None = None
    trouble: str = ""


@dataclass(frozen=True)
class Looked:
    """One lens with its words and what it shows of each half."""

    slug: str
    term: LensTerm
    gives: str
    views: list[View]
    pointed: Pointed = field(default_factory=Pointed)
    examples: Examples | None = None


def lenses_for(pair: Pair, *, revealed: bool) -> list[Offer]:
    """Return the lenses of a pair: before the answer those of its medium, and with `revealed` the difference too.

    The one for which somebody points at an eye goes with films that show one (`pair.clip` is read for that), and
    the wave of a recording is drawn above it anyway.
    """
    with_both = (
        revealed and pair.medium == Medium.PHOTO and pair.has_both and pair.question == Pair.Question.PICTURE
    )
    return [
        Offer(each.slug, LENSES[each.slug], is_slow=each.medium == Medium.VIDEO)
        for each in lenses(pair.medium, revealed=with_both)
        if each.slug != "waveform" and (each.takes != PLACE or shows_an_eye(pair))
    ]


def look_through(
    lens: Lens,
    pair: Pair,
    halves: Mapping[str, Rendition],
    link: Link,
    *,
    named: bool,
    pointed: Pointed | None = None,
    with_examples: bool = False,
) -> Looked:
    """Return what `lens` shows of `halves`, each as `link(half, lens)` leads to it; unless `named` it says no half.

    Curves and rows are made here, pictures when their links are followed. `pointed` is where somebody says the eye
    is, for a lens that takes a place. Examples tell about other pairs, so they are for those who may know of them.
    """
    pointed = pointed or Pointed()
    if lens.takes == PLACE:
        views = [
            View(half, curve=eye.curve, sentence=_said(eye.curve["marks"]) if eye.curve else "", eye=eye)
            for half, eye in eye_views(lens, pair, halves, link, pointed, named=named).items()
        ]
    elif lens.takes == BOTH:
        views = [_affordable(lens, BOTH, list(halves.values()), link)]
    else:
        views = [_affordable(lens, half, [rendition], link) for half, rendition in halves.items()]
    if not named:
        views = [View(**{**view.__dict__, "half": ""}) for view in views]
    examples = EXAMPLES[lens.slug] if with_examples else None
    return Looked(lens.slug, LENSES[lens.slug], lens.gives, views, pointed, examples)


def halves_under_lens(pair: Pair) -> dict[str, Rendition]:
    """Return the halves worth comparing, the original first; of a caption about one unchanged clip only that one."""
    there = {each.kind: each for each in pair.renditions.all()}
    halves = {str(half): there[half] for half in Half.values if half in there}
    is_one = pair.question == Pair.Question.CLAIM and not pair.truth.get("frame")
    return dict(list(halves.items())[:1]) if is_one else halves


def lens_of(pair: Pair, slug: str, *, revealed: bool) -> Lens | None:
    """Return the lens of that name if it is offered for the pair."""
    known = {each.slug for each in lenses_for(pair, revealed=revealed)}
    return next((each for each in lenses(pair.medium, revealed=True) if each.slug == slug in known), None)


def file_behind(pair: Pair, half: str, lens: Lens) -> LensFile | None:
    """Return the kept view of a half (`both` for a difference), made now if need be; None where a file is missing.

    Of a lens that takes a place that is the first picture of the film, to be pointed at.
    """
    wanted = ["original", "twin"] if half == BOTH else [half]
    there = {each.kind: each for each in pair.renditions.all()}
    if (
        (half == BOTH) != (lens.takes == BOTH)
        or (lens.gives != "picture" and lens.takes != PLACE)
        or any(each not in there for each in wanted)
    ):
        return None
    if lens.takes == PLACE:
        return first_frame_file(lens, there[half])
    return lens_file(lens, *(there[each] for each in wanted))


def _affordable(lens: Lens, half: str, renditions: Sequence[Rendition], link: Link) -> View:
    """The view; where it is new and the visitor had enough made, the sentence that says when again."""
    try:
        if not is_kept(lens, renditions[0]):
            refuse_if_spent()  # a picture is made when its link is followed, where no sentence could be read
        return _view(lens, half, renditions, link)
    except Spent as refusal:
        return View(half, trouble=refusal.sentence)


def _view(lens: Lens, half: str, renditions: Sequence[Rendition], link: Link) -> View:
    first = renditions[0]
    if lens.gives == "picture":
        own = lens.medium != Medium.PHOTO
        return View(half, link(half, lens.slug), 0 if own else first.width, 0 if own else first.height)
    kept = json.loads(lens_file(lens, *renditions).path.read_bytes())
    if lens.gives == "rows":
        return View(half, rows=[(FACTS.get(name, name), value) for _group, name, value in kept])
    return View(half, curve=kept, sentence=_said(kept["marks"]))


def _said(marks: Sequence[Sequence[float]]) -> str:
    if not marks:
        return _("Nothing is marked.")
    times = ", ".join(
        _("{start} to {end} s").format(start=localize(start), end=localize(end))
        for _x, _width, start, end in marks[:_MOST_NAMED]
    )
    said = ngettext("Marked: {times}.", "Marked {count} times: {times}.", len(marks)).format(
        count=len(marks), times=times
    )
    return said if len(marks) <= _MOST_NAMED else said[:-1] + " …"
