"""How the studio says what rows keep as short words: people, licences, what a technique does, families of cues."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.clips.models import Medium
from quizzes.clips.vocabulary import CUES, LICENCES

Words = Mapping[str, str | Promise]

PEOPLE: Words = {
    "none": _("Nobody"),
    "unrecognisable": _("People, but nobody can be recognised"),
    "recognisable": _("Somebody can be recognised"),
    "public-figure": _("Somebody the public knows"),
    "deceased-public": _("Somebody the public knew, who has died"),
}

OWN_WORK = "LicenseRef-own-work"
_FIRST = (OWN_WORK, "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "public-domain")
_OF_THE_LIBRARY = {"LicenseRef-CMU-ARCTIC"}
LICENCE_CHOICES: Words = {
    **{key: LICENCES[key] for key in _FIRST},
    **{key: word for key, word in LICENCES.items() if key not in {*_FIRST, *_OF_THE_LIBRARY}},
}

DOES: Mapping[tuple[str, str], str | Promise] = {
    ("photo", "copy-move"): _("Copies a piece of the photo and puts it down somewhere else in it."),
    ("photo", "object-removal"): _("Takes something small out and fills the hole with what lies around it."),
    ("photo", "retouch"): _("Gives one place another colour, or makes it lighter or darker."),
    ("photo", "splicing"): _("Takes a piece of another photo of your own and puts it into this one."),
    ("photo", "crop-out"): _("Cuts off a part that matters. You write a true and a false caption."),
    ("photo", "mirror"): _("Exchanges left and right. Writing and clocks give it away."),
    ("photo", "face-morph"): _(
        "Pulls a part of a face a little to one side. Only with that person's consent."
    ),
    ("photo", "miscaptioned"): _("Leaves the photo as it is. You write a true and a false caption."),
    ("video", "speed-change"): _("Runs a stretch, or all of it, slower or faster."),
    ("video", "omission"): _("Cuts a stretch out and joins what is left."),
    ("video", "reverse"): _("Plays a stretch, or all of it, backwards."),
    ("video", "freeze-loop"): _("Holds one picture still, or shows the same stretch again."),
    ("video", "mirror"): _("Exchanges left and right in a stretch, or in all of it."),
    ("sound", "omission"): _("Cuts words or sounds out, so that something else seems to be said."),
    ("sound", "reorder"): _("Lets two stretches change places."),
    ("sound", "speed-change"): _("Lets a stretch run slower or faster at the same pitch."),
}

Family = tuple[str | Promise, str]
_EVERYWHERE: tuple[Family, ...] = (
    (
        _("The story around it"),
        "source-unknown date-place-mismatch no-corroboration implausible-content emotional-bait sociocultural",
    ),
    (
        _("How you can find out"),
        "sift-find-better sift-trace lateral-reading reverse-image geolocate metadata",
    ),
)
_SEEN: tuple[Family, ...] = (
    (
        _("In the picture"),
        "duplicated-region edge-halo noise-mismatch stylistic background-warp text-garble mirrored-detail",
    ),
    (
        _("In how the world works"),
        "physics-shadow physics-reflection physics-perspective functional anatomical",
    ),
    (_("In faces"), "face-overall skin facial-hair"),
)
_MOVING: tuple[Family, ...] = (
    (_("Over time"), "jump-cut unnatural-motion duplicate-frames edge-flicker lip-audio-desync"),
)
_HEARD: tuple[Family, ...] = (
    (
        _("In the sound"),
        "splice-click room-mismatch breath-missing flat-prosody metallic odd-pronunciation",
    ),
)
_BY_MEDIUM = {
    Medium.PHOTO: _SEEN + _EVERYWHERE,
    Medium.VIDEO: _MOVING + _SEEN + _EVERYWHERE,
    Medium.SOUND: _HEARD + _EVERYWHERE,
}


def cue_groups(medium: str) -> list[tuple[str | Promise, list[tuple[str, str | Promise]]]]:
    """What can give a twin of this medium away: families with their cues, each as (key, word)."""
    return [
        (family, [(cue, CUES[cue]) for cue in cues.split()]) for family, cues in _BY_MEDIUM[Medium(medium)]
    ]
