"""How a reading of Content Credentials is said to people: how far it can be relied on, what was done, out of what."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.provenance.said import Reading, State

STATES: dict[State, tuple[str | Promise, str | Promise]] = {
    State.TRUSTED: (
        _("Signed, and by somebody we trust"),
        _("The file is as it was when it was signed, and the signer is on this site’s list."),
    ),
    State.UNTRUSTED: (
        _("Signed, but by somebody we do not know"),
        _(
            "The file is as it was when it was signed. But anybody can sign, with any name. Find out who it is."
        ),
    ),
    State.ALTERED: (
        _("Changed after it was signed"),
        _(
            "What is in the file now is not what was signed. What its credentials say need not be true any more."
        ),
    ),
    State.ABSENT: (
        _("No Content Credentials"),
        _(
            "Most files have none, real or fake. Saving or sending a picture often removes them. This proves nothing."
        ),
    ),
    State.BROKEN: (
        _("Credentials that cannot be checked"),
        _(
            "There is something in the file, but it is damaged or its signature is not good. Do not rely on it."
        ),
    ),
}
"""By state: a heading, and a sentence on what it means."""

ACTIONS: dict[str, str | Promise] = {
    "c2pa.created": _("Made"),
    "c2pa.opened": _("Opened"),
    "c2pa.edited": _("Edited"),
    "c2pa.placed": _("Put in"),
    "c2pa.transcoded": _("Saved anew"),
    "c2pa.converted": _("Saved in another format"),
    "c2pa.cropped": _("Cropped"),
    "c2pa.resized": _("Made smaller or larger"),
    "c2pa.color_adjustments": _("Colours changed"),
    "c2pa.drawing": _("Drawn in"),
    "c2pa.filtered": _("A filter was used"),
    "c2pa.removed": _("Something taken out"),
    "c2pa.published": _("Published"),
    "c2pa.unknown": _("Something was done that is not said"),
}

ORIGINS: dict[str, str | Promise] = {
    "digitalCapture": _("taken with a camera or recorder"),
    "computationalCapture": _("taken with a camera that calculates along, as phones do"),
    "negativeFilm": _("scanned from a negative"),
    "positiveFilm": _("scanned from a slide"),
    "print": _("scanned from paper"),
    "humanEdits": _("edited by a person"),
    "minorHumanEdits": _("edited a little by a person"),
    "compositeCapture": _("put together from several recordings"),
    "composite": _("put together from several parts"),
    "compositeSynthetic": _("put together, partly from what a computer made"),
    "algorithmicallyEnhanced": _("improved by a program"),
    "dataDrivenMedia": _("drawn by a program from data"),
    "digitalCreation": _("drawn or written on a computer"),
    "digitalArt": _("drawn on a computer"),
    "virtualRecording": _("recorded in a virtual world"),
    "screenCapture": _("recorded from a screen"),
    "algorithmicMedia": _("made by a program"),
    "trainedAlgorithmicMedia": _("made by AI"),
    "compositeWithTrainedAlgorithmicMedia": _("edited with AI"),
}
"""The IPTC's terms for how a file came to be."""


@dataclass(frozen=True)
class ShownStep:
    """One thing that was done: in our words, in those of the signer, and how what was made came to be."""

    word: str | Promise
    description: str
    origin: str | Promise


@dataclass(frozen=True)
class ShownReading:
    """A reading as a card shows it; all but `heading` and `meaning` is what the signer says."""

    state: str
    heading: str | Promise
    meaning: str | Promise
    signer: str
    generator: str
    title: str
    steps: tuple[ShownStep, ...]
    parents: tuple[str, ...]

    @property
    def is_said(self) -> bool:
        """Whether the credentials say anything."""
        return bool(self.signer or self.steps or self.title)


def show_reading(reading: Reading) -> ShownReading:
    """Put a reading into words; terms that nobody knows stay as they are."""
    heading, meaning = STATES[reading.state]
    steps = tuple(
        ShownStep(
            ACTIONS.get(step.action, step.action.removeprefix("c2pa.")),
            step.description,
            ORIGINS.get(step.source_type, step.source_type),
        )
        for step in reading.steps
    )
    return ShownReading(
        reading.state,
        heading,
        meaning,
        reading.signer,
        reading.generator,
        reading.title,
        steps,
        reading.parents,
    )
