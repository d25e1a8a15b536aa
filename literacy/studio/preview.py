"""What was made of a draft, shown with its truth, and what its files would give away."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from literacy.studio.media import pair_links
from quizzes.attempts.shown import ShownPair, show_pair
from quizzes.clips.models import Pair
from quizzes.studio.leaks import leaks_of
from quizzes.studio.models import Draft


@dataclass(frozen=True)
class Preview:
    """Both halves and the names of all features in which their files differ; `shown` is None when a file is lost."""

    pair: Pair
    shown: ShownPair | None
    leaks: list[str]


def preview_of(draft: Draft, request: HttpRequest) -> Preview | None:
    """The preview of what was made; None where nothing was made."""
    if draft.pair is None:
        return None
    shown = show_pair(draft.pair, pair_links(request, draft), marks_hidden=False)
    return Preview(draft.pair, shown, leaks_of(draft.pair) if shown else [])
