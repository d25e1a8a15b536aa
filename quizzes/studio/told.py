"""What an upload said of itself before it was cleaned, in plain words for whoever uploaded it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.clips.credential_words import ORIGINS, ShownReading, show_reading
from quizzes.studio.credentials_in import reading_of
from quizzes.studio.models import Draft

_WORDS: dict[str, str | Promise] = {
    "camera": _("Camera"),
    "taken": _("Taken on"),
    "program": _("Program"),
    "maker": _("Maker"),
    "rights": _("Rights"),
    "origin": _("How it came to be"),
}


@dataclass(frozen=True)
class Told:
    """What was in the file. `rows` are data beside the picture or sound, as (name, value).

    `had_place`: the place where it was taken was in the file; it was removed, and kept nowhere. `maker` is who
    the file says made it, to fill in for the rights; empty where it says nothing. `is_ai`: the file says that AI
    made it or took part.
    """

    reading: ShownReading
    rows: list[tuple[str | Promise, str | Promise]]
    had_place: bool
    maker: str
    is_ai: bool


def told_of(draft: Draft) -> Told:
    """Return what the upload of a draft said of itself; of one that was not looked at yet, nothing."""
    said = draft.facts.get("provenance", {})
    data, reading = said.get("data", {}), reading_of(said)
    rows: list[tuple[str | Promise, str | Promise]] = [
        (word, ORIGINS.get(data[name], data[name]) if name == "origin" else data[name])
        for name, word in _WORDS.items()
        if name in data
    ]
    origins = [data.get("origin", ""), *(step.source_type for step in reading.steps)]
    return Told(
        reading=show_reading(reading),
        rows=rows,
        had_place=bool(data.get("place")),
        maker=data.get("maker", ""),
        is_ai=any("trainedAlgorithmicMedia" in each or "TrainedAlgorithmic" in each for each in origins),
    )
