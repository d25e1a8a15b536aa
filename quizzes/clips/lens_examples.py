"""For each lens two examples out of the library: where it shows something, and where it fools whoever trusts it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Example:
    """What is to be seen when the pair `slug` lies under the lens."""

    slug: str
    text: str | Promise


@dataclass(frozen=True)
class Examples:
    """One example of what a lens can show, one of how it fools you."""

    shows: Example
    fools: Example


EXAMPLES: dict[str, Examples] = {
    "ela": Examples(
        Example(
            "splicing-sun",
            _(
                "Where a sun was put into the smooth evening sky above a mountain, a round patch of "
                "grains appears."
            ),
        ),
        Example(
            "two-photos-in-one",
            _(
                "The plain before this mountain lights up evenly, as if it were pasted in. Nothing "
                "was: dry grass is a fine pattern."
            ),
        ),
    ),
    "noise": Examples(
        Example(
            "object-removal-coin",
            _("Where a large coin lay there is a hole: what was filled in has no grain at all."),
        ),
        Example(
            "splicing-sun",
            _(
                "In the real photo the sky has no grain and the mountain has much. Nobody put them "
                "together; sky is like that."
            ),
        ),
    ),
    "clone-map": Examples(
        Example(
            "copy-move-buttons",
            _("Two orange patches lie on the mixing desk: one group of buttons, and its copy."),
        ),
        Example(
            "chart-distortion-bar",
            _(
                "In the chart as it was drawn many places are marked as the same: lines and letters repeat themselves."
            ),
        ),
    ),
    "levels": Examples(
        Example(
            "splicing-sun",
            _("The sun that was put in becomes a white disc with an edge. Real light fades away slowly."),
        ),
        Example(
            "splicing-sun",
            _(
                "In the real photo the sky falls apart into blocks and steps. Nobody touched it: that"
                " is how it was saved."
            ),
        ),
    ),
    "local-contrast": Examples(
        Example(
            "object-removal-coin",
            _("On the right, where a coin was taken away, a smooth grey smear is left among rough ground."),
        ),
        Example(
            "text-edit-heading",
            _(
                "In the real page every fold and stain of the paper looks like a trace. The heading, "
                "which was changed in the other one, does not stand out."
            ),
        ),
    ),
    "metadata": Examples(
        Example(
            "splicing-man",
            _(
                "The file says its format, its width and height and its size in bytes. That is all it"
                " says, and all of it is true."
            ),
        ),
        Example(
            "splicing-man",
            _(
                "The real and the manipulated photo say exactly the same of themselves: this lens "
                "cannot tell them apart."
            ),
        ),
    ),
    "twin-difference": Examples(
        Example("splicing-man", _("All is black but the man in the snow: he alone was put in.")),
        Example(
            "mirror-hopper",
            _("Nearly everything lights up, and yet nothing was painted: left and right were exchanged."),
        ),
    ),
    "frame-difference": Examples(
        Example(
            "freeze-loop-cockatoo",
            _("In the manipulated video a peak at 2.4 seconds is marked: there the frozen picture jumps on."),
        ),
        Example(
            "freeze-loop-cockatoo",
            _(
                "After that more peaks are marked, up to 2.8 seconds. Nobody cut there: the cockatoo only moves fast."
            ),
        ),
    ),
    "duplicate-frames": Examples(
        Example(
            "freeze-loop-cockatoo",
            _(
                "The second in which the cockatoo is frozen is marked in the manipulated video, and "
                "not in the real one."
            ),
        ),
        Example(
            "freeze-loop-room",
            _(
                "In the real video of an empty room many stretches are marked: nothing moves, so the "
                "pictures are alike."
            ),
        ),
    ),
    "optical-flow": Examples(
        Example(
            "reverse-waterfall",
            _(
                "The water has one colour in the real video and the opposite one in the video that "
                "runs backwards."
            ),
        ),
        Example(
            "object-removal-bottle",
            _("In the real video colours flicker all over the plain wall, where nothing moves."),
        ),
    ),
    "eye-openness": Examples(
        Example(
            "retouch-lamp",
            _(
                "This man's eye stays open in both versions, and the two curves are nearly alike: "
                "only his lamp was changed."
            ),
        ),
        Example(
            "reorder-hand",
            _("This real man looks into his webcam for nine and a half seconds and does not blink once."),
        ),
    ),
    "waveform": Examples(
        Example(
            "tts-gregson",
            _(
                "In the made voice there is a valley in the middle of the sentence, where the real "
                "reader went on speaking."
            ),
        ),
        Example("omission-or-else", _("The real reading has valleys as deep, wherever the reader paused.")),
    ),
    "spectrogram": Examples(
        Example(
            "tts-gregson",
            _(
                "The made voice is bright up to the top. The microphone of the real reader did not "
                "catch tones as high."
            ),
        ),
        Example(
            "speed-change-slurred-speech",
            _(
                "In the real speech of 1961 a thin upright line stands at about seven and a half "
                "seconds, like a cut. Nobody cut there."
            ),
        ),
    ),
    "level-profile": Examples(
        Example(
            "voice-without-a-room",
            _(
                "Between the words it falls to about −55 decibels. In the speech of 1961 it stays near "
                "−44: that is the hum of the recording."
            ),
        ),
        Example(
            "speech-with-silences",
            _(
                "The real speech of 1961 begins with a moment of complete silence that is marked. "
                "Nothing was changed in it."
            ),
        ),
    ),
}
