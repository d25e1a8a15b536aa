"""What is said of a pair before it is published: whether its files tell, and whether the change is one to learn from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image

from quizzes.clips.models import Half, Medium, Pair
from quizzes.clips.store import path_of
from quizzes.clips.truth import Mask, unpack_mask

TINY, LARGE = 0.003, 0.6
"""Shares of a picture: below and above these little is to be learnt. Rules of thumb, not measured on viewers."""

FAINT = 7.0
"""Mean difference within the changed place, in levels out of 255, below which most screens hardly show it."""

SHORT_S, LONG = 0.3, 0.8
"""The shortest stretch in seconds, and the largest share of a clip, by the same rule of thumb."""

_MOST_NAMED = 6
_WHOLE = ("mirror", "reverse", "speed-change")


def leak_sentence(leaks: Sequence[str]) -> str:
    """Say whether the files of both halves can be told apart by anything but what is seen or heard."""
    if not leaks:
        return _("Nothing tells the two files apart: same size, same headers, same build.")
    named = ", ".join(leaks[:_MOST_NAMED]) + (" …" if len(leaks) > _MOST_NAMED else "")
    return ngettext(
        "The files of both versions differ in something that is not seen: {names}. Have it made once more; if it "
        "stays, tell the person who looks after the site.",
        "The files of both versions differ in {count} things that are not seen: {names}. Have it made once more; if "
        "they stay, tell the person who looks after the site.",
        len(leaks),
    ).format(count=len(leaks), names=named)


def size_sentence(pair: Pair) -> tuple[str, bool]:
    """Say how much was changed and what that means for a learner; and whether it is neither too little nor too much."""
    if pair.question == Pair.Question.CLAIM and not pair.truth.get("frame"):
        return _("The picture is the same in both versions. The question is about the caption alone."), True
    if pair.truth.get("frame"):
        left, top, right, bottom = pair.truth["frame"]
        share = 1 - (right - left) * (bottom - top)
        return _("{share} of the photo is cut away.").format(share=_percent(share)), True
    if pair.medium == Medium.PHOTO:
        return _of_picture(pair)
    return _of_time(pair)


def _of_picture(pair: Pair) -> tuple[str, bool]:
    mask = unpack_mask(pair.truth)
    if pair.technique in _WHOLE:
        return _(
            "The whole photo is turned, so there is no place to point at. Letters, clocks and well-known places "
            "give it away; without any of these nobody can tell."
        ), True
    share = float(mask.mean())
    said = _("About {share} of the photo differs.").format(share=_percent(share))
    if share < TINY:
        return (
            said
            + " "
            + _("That is a few dots on a phone: most will guess. Change a larger place, or call it hard."),
            False,
        )
    if share > LARGE:
        return (
            said
            + " "
            + _(
                "Then little is left to compare it with, and pointing at the place is easy. A smaller place teaches more."
            ),
            False,
        )
    strength = _strength(pair, mask)
    if strength is not None and strength < FAINT:
        return (
            said
            + " "
            + _(
                "But it is faint: {levels} of 255 steps on average, which many screens do not show. Make the change "
                "stronger, or call it hard."
            ).format(levels=number_format(strength, 1)),
            False,
        )
    return said + " " + _("That is enough to be found by somebody who looks closely."), True


def _strength(pair: Pair, mask: Mask) -> float | None:
    """How far the halves differ within the changed place, in levels out of 255; None where their sizes differ."""
    files = {each.kind: each for each in pair.renditions.all()}
    pictures, sizes = [], set()
    for half in (Half.ORIGINAL, Half.TWIN):
        with Image.open(path_of(files[half].file)) as image:
            sizes.add(image.size)
            small = image.convert("RGB").resize((mask.shape[1], mask.shape[0]), Image.Resampling.BOX)
            pictures.append(np.asarray(small, np.int16))
    if len(sizes) > 1 or not mask.any():
        return None
    return float(np.abs(pictures[0] - pictures[1]).max(axis=2)[mask].mean())


def _of_time(pair: Pair) -> tuple[str, bool]:
    seconds = float(pair.truth["seconds"])
    params = pair.recipe.get("params", {})
    cuts = params.get("cuts") or params.get("cut") or []
    if pair.technique == "omission":
        # What was left out is not there to be marked; only the seam is.
        changed = sum(end - start for start, end in cuts)
        said = _("{changed} seconds are left out.").format(changed=number_format(changed, 1))
    else:
        changed = sum(end - start for start, end in pair.truth.get("spans", []))
        said = _("{changed} of {seconds} seconds differ.").format(
            changed=number_format(changed, 1), seconds=number_format(seconds, 1)
        )
    if changed < SHORT_S:
        return (
            said
            + " "
            + _(
                "That is over before anybody can look or listen for it. Choose a longer stretch, or call it hard."
            ),
            False,
        )
    if changed > LONG * seconds and pair.technique not in _WHOLE:
        return (
            said + " " + _("Then little is left to compare it with. A shorter stretch teaches more."),
            False,
        )
    return said + " " + _("That is enough to be found by somebody who looks or listens closely."), True


def _percent(share: float) -> str:
    return _("{number} %").format(number=number_format(100 * share, 1 if share < 0.1 else 0))
