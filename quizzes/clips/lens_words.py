"""What each lens is called, what it can show, and how it fools whoever trusts it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class LensTerm:
    """A lens in words: its name, what it can show, and how it fools you."""

    name: str | Promise
    shows: str | Promise
    fools: str | Promise


LENSES: dict[str, LensTerm] = {
    "ela": LensTerm(
        _("Error level"),
        _(
            "How much each place changes when the photo is saved once more. Something pasted in may change more or less than the rest."
        ),
        _(
            "Every edge and every fine pattern lights up too, in real photos just the same. In 46 manipulated photos of this "
            "library it told the changed place no better than a coin would, even for somebody who knew where to look."
        ),
    ),
    "noise": LensTerm(
        _("Noise"),
        _(
            "The grain that is left when everything smooth is taken away. What was smoothed or enlarged may have another grain."
        ),
        _(
            "Sky has less grain than grass, and dark places other grain than bright ones, without anybody's doing. In 46 "
            "manipulated photos of this library it told the changed place no better than a coin would."
        ),
    ),
    "clone-map": LensTerm(
        _("Same twice"),
        _("Places that are exactly the same as another place of the photo, in one colour each pair."),
        _(
            "It finds a copy only if it was put down as it was: those that were made larger, smaller or mirrored stay hidden. "
            "And windows, tiles, letters and charts repeat themselves honestly."
        ),
    ),
    "levels": LensTerm(
        _("Levels"),
        _(
            "What hides in the very dark and the very bright: brush strokes in a black sky, the edge of a patch on a white wall."
        ),
        _(
            "Steps and blocks that come from saving the photo show just as well. They are in nearly every photo."
        ),
    ),
    "local-contrast": LensTerm(
        _("Local contrast"),
        _(
            "Every part of the photo with strong contrast: seams, smeared places and missing shadows are easier to see."
        ),
        _(
            "It makes every stain and every fold look suspicious, and it cannot tell an old stain from a new seam."
        ),
    ),
    "metadata": LensTerm(
        _("About the file"),
        _(
            "What the file says of itself: its format and size, and sometimes the camera, the time and the program."
        ),
        _(
            "Nearly every site and app takes this away, and anybody can write something else there. Empty says nothing; this "
            "site itself leaves nothing in it, in real and manipulated clips alike."
        ),
    ),
    "twin-difference": LensTerm(
        _("The difference"),
        _("How much the real and the manipulated photo differ, place by place. Black is equal."),
        _("Only somebody who has both can make it. Out in the world you nearly never have the other one."),
    ),
    "frame-difference": LensTerm(
        _("From frame to frame"),
        _(
            "How much each picture of the video differs from the one before. A peak is marked: something was cut "
            "there, or it changed at once."
        ),
        _(
            "A lamp that goes on, a flash or a fast hand makes a peak as well. A cut between two pictures that look alike makes none."
        ),
    ),
    "duplicate-frames": LensTerm(
        _("Shown before"),
        _(
            "Low is a picture that was shown before. Marked are stretches that repeat: a video that was frozen or looped."
        ),
        _(
            "A camera on a tripod before something that stands still repeats itself as well. A loop that was saved badly may hide."
        ),
    ),
    "optical-flow": LensTerm(
        _("Motion"),
        _(
            "Six moments of the video: the colour is the direction in which something moves, the brightness its speed."
        ),
        _(
            "What is nearer to the camera always moves otherwise than what is behind it. Water, smoke and flat "
            "walls give colours without sense."
        ),
    ),
    "eye-openness": LensTerm(
        _("Eyes open"),
        _("How wide one eye stands open, moment by moment. Blinks are marked."),
        _(
            "Some people blink seldom, and fakes have blinked for years: ten seconds without a blink prove nothing. In a "
            "small picture, or when the head turns, the lens sees blinks that never were."
        ),
    ),
    "waveform": LensTerm(
        _("Waveform"),
        _("How far the air swings, moment by moment: words are hills, pauses are valleys."),
        _("A hill that begins like a wall may be a cut. It may as well be a p, a t or a k."),
    ),
    "spectrogram": LensTerm(
        _("Spectrogram"),
        _(
            "Time runs from left to right, low tones are below, high ones above, and loud is bright. A cut may show as an upright line."
        ),
        _(
            "Telephones and old recordings miss the high tones as well, and a hard consonant draws the same line as a cut."
        ),
    ),
    "level-profile": LensTerm(
        _("Loudness"),
        _(
            "How loud it is, moment by moment, down to the hum of the room. Stretches of complete silence are marked."
        ),
        _(
            "A telephone sends nothing in pauses, and many programs take the hum away. Whoever cuts with care leaves the hum in."
        ),
    ),
}

FACTS: dict[str, str | Promise] = {
    "format": _("Format"),
    "size": _("Width and height in pixels"),
    "bytes": _("Size in bytes"),
    "GPS": _("Place"),
}
