"""What was made of a draft, to be looked at before it is published: both halves, truth, lenses, leaks, and how much changed."""

from __future__ import annotations

import hashlib
from copy import copy
from dataclasses import dataclass

from django.core.cache import cache

from literacy.studio.preview_words import leak_sentence, size_sentence
from quizzes.attempts.shown import ShownPair, show_pair
from quizzes.clips.eye_place import Pointed
from quizzes.clips.lens_shown import Looked, Offer, halves_under_lens, lens_of, lenses_for, look_through
from quizzes.clips.links import PairLinks
from quizzes.clips.models import Pair
from quizzes.studio.actions.publish_draft import words_of
from quizzes.studio.leaks import leaks_of
from quizzes.studio.models import Draft

_KEPT_S = 7 * 24 * 3600


@dataclass(frozen=True)
class Preview:
    """Both halves with the truth, and what is to be said of them.

    `shown` is None where a file is missing. `leaks` are the names of what tells the files apart, `leak` says it in
    a sentence. `size` says how much was changed, and `teaches` whether that is neither too little nor too much.
    `looked` is the lens that was asked for.
    """

    pair: Pair
    shown: ShownPair | None
    leaks: list[str]
    leak: str
    size: str
    teaches: bool
    lenses: list[Offer]
    looked: Looked | None = None


def preview_of(
    draft: Draft, links: PairLinks | None, lens: str = "", pointed: Pointed | None = None
) -> Preview | None:
    """Return the preview of what was made, None where nothing is made yet; `lens` is the slug of one to look through, and
    `pointed` where an eye is for the one that looks at eyes.

    `links` lead to the files of the pair. Raises `Refusal` where the lens cannot be made now.
    """
    pair = draft.pair
    if pair is None or links is None or pair.state == Pair.State.RENDERING:
        return None
    pair = _with_words(pair, draft)
    shown = show_pair(pair, links, marks_hidden=False)
    if shown is None:
        return Preview(pair, None, [], "", "", False, [])
    leaks = _leaks(pair)
    size, teaches = size_sentence(pair)
    through = lens_of(pair, lens, revealed=True) if lens else None
    return Preview(
        pair=pair,
        shown=shown,
        leaks=leaks,
        leak=leak_sentence(leaks),
        size=size,
        teaches=teaches,
        lenses=lenses_for(pair, revealed=True),
        looked=(
            look_through(
                through,
                pair,
                halves_under_lens(pair),
                links.lens,
                named=True,
                pointed=pointed,
                with_examples=True,
            )
            if through
            else None
        ),
    )


def _with_words(pair: Pair, draft: Draft) -> Pair:
    """The pair as it would be published now, never saved: its words are written after it is made, or not yet."""
    worded = copy(pair)
    blank = {"title": draft.title, "alt": ""}
    worded.texts = {language: blank | words for language, words in words_of(draft).items()}
    return worded


def _leaks(pair: Pair) -> list[str]:
    """The leaks of a pair, looked for once for each two files: those of a film take a second."""
    files = sorted(pair.renditions.values_list("kind", "sha256"))
    key = "studio-leaks-" + hashlib.sha256(repr(files).encode()).hexdigest()
    found = cache.get(key)
    if found is None:
        found = leaks_of(pair)
        cache.set(key, found, _KEPT_S)
    return list(found)
