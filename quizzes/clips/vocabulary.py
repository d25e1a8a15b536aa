"""The field's words for techniques, cues and licences, each with a sentence a pupil understands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Term:
    """A word of the vocabulary: its name, and what it means in one sentence."""

    name: str | Promise
    meaning: str | Promise


TECHNIQUES: dict[str, Term] = {
    "copy-move": Term(
        _("Copied within the picture"),
        _("A piece of the picture was copied and put down again somewhere else in it."),
    ),
    "object-removal": Term(
        _("Something taken out"), _("Something was removed and the hole was filled with what lay around it.")
    ),
    "splicing": Term(_("Two pictures put together"), _("A piece of another picture was pasted in.")),
    "splice-audio": Term(
        _("Words put in"), _("Words that this person said somewhere else were put into the sentence.")
    ),
    "partial-audio-fake": Term(
        _("One word by another voice"), _("One word of a real sentence was spoken by an imitated voice.")
    ),
    "voice-conversion": Term(
        _("Another voice"), _("The same words were made to sound as if somebody else said them.")
    ),
    "tts": Term(
        _("A voice made by a computer"),
        _("The same words were said again by a voice that a computer has learnt."),
    ),
    "retouch": Term(_("Retouched"), _("Colour or light of a part was changed.")),
    "text-edit": Term(_("Writing changed"), _("Letters or figures in the picture were changed.")),
    "crop-out": Term(
        _("Cropped to mislead"), _("Nothing in the picture was changed, but a part that matters was cut off.")
    ),
    "miscaptioned": Term(
        _("True picture, false caption"),
        _("The picture is as it was taken, but what is said about it is not true."),
    ),
    "speed-change": Term(_("Another speed"), _("A part runs slower or faster than it happened.")),
    "omission": Term(
        _("Something left out"), _("A part was cut out, and what came before was joined to what came after.")
    ),
    "reorder": Term(_("In another order"), _("The parts are real, but they did not happen in this order.")),
    "full-synthesis-face": Term(
        _("A face made by a computer"),
        _("The whole picture was made by a computer model. The person in it does not exist."),
    ),
    "wrong-date-place": Term(
        _("Wrong date or place"),
        _("The picture is as it was taken, but not when or where they say."),
    ),
    "old-footage-new-event": Term(
        _("Old picture, new event"),
        _("The picture is as it was taken, but it is older than what they say it shows."),
    ),
    "isolated-excerpt": Term(
        _("A piece without the rest"),
        _("The piece is real, but what stood around it is left out, and that changes what it means."),
    ),
    "relight": Term(
        _("Light changed"), _("The light of the whole picture was changed: another hour, or another side.")
    ),
    "mirror": Term(_("Mirrored"), _("Left and right were exchanged.")),
    "face-morph": Term(_("Face reshaped"), _("Parts of a face were moved, made larger or made smaller.")),
    "fake-screenshot": Term(
        _("Fake screenshot"), _("A line, a figure or a time on a screen was written over.")
    ),
    "chart-distortion": Term(
        _("Distorted chart"),
        _("The numbers are right, but they are drawn so that they seem to say something else."),
    ),
    "reverse": Term(_("Played backwards"), _("A part of the film runs from its end to its beginning.")),
    "freeze-loop": Term(
        _("Frozen or repeated"),
        _("One picture stands still, or one part is shown again, over what really happened."),
    ),
    "face-swap": Term(_("Another face"), _("The face of one person was laid over that of another.")),
    "lip-sync": Term(
        _("Sound that does not fit the picture"),
        _("The sound was moved or replaced, so that it does not fit what is to be seen."),
    ),
    "authentic-odd-looking": Term(
        _("Real, though it seems odd"),
        _("Nothing was changed. Light, lens, place or sound make it seem strange."),
    ),
}

CUES: dict[str, str | Promise] = {
    "skin": _("skin that is too smooth for its age"),
    "facial-hair": _("a moustache or beard that does not go on where it should"),
    "duplicated-region": _("the same detail twice"),
    "jump-cut": _("a sudden jump in the picture"),
    "unnatural-motion": _("a movement that is too slow, too fast or goes the wrong way"),
    "duplicate-frames": _("the same pictures more than once"),
    "edge-flicker": _("an edge that flickers"),
    "lip-audio-desync": _("sound that comes too early or too late"),
    "edge-halo": _("a soft or hard edge that does not belong"),
    "noise-mismatch": _("grain that differs from the rest"),
    "text-garble": _("letters that do not match"),
    "background-warp": _("a background that bends or smears"),
    "physics-shadow": _("a shadow that is missing or falls wrong"),
    "physics-reflection": _("a reflection that does not fit"),
    "physics-perspective": _("a size or angle that does not fit"),
    "stylistic": _("colour or sharpness unlike the rest"),
    "functional": _("a thing that could not work like that"),
    "anatomical": _("a body that is not built like that"),
    "sociocultural": _("something that would not happen like that there"),
    "flat-prosody": _("a melody that does not fit the sentence"),
    "breath-missing": _("a breath or a rest that is missing"),
    "room-mismatch": _("a room or a loudness that changes"),
    "metallic": _("a voice with an edge of metal"),
    "odd-pronunciation": _("sounds that are spoken oddly"),
    "splice-click": _("a click where two pieces meet"),
    "date-place-mismatch": _("a date or place that does not fit"),
    "face-overall": _("a face in which the parts do not go together"),
    "mirrored-detail": _("writing or a detail that is the wrong way round"),
    "numbers-mismatch": _("numbers or times that contradict each other"),
    "chart-axis": _("an axis that does not start at zero, or has uneven steps"),
    "chart-size": _("sizes that do not match the numbers"),
    "implausible-content": _("a story that is hard to believe"),
    "no-corroboration": _("nobody else shows it"),
    "source-unknown": _("nobody says where it comes from"),
    "emotional-bait": _("words that want you to be angry or afraid"),
    "metadata": _("data in the file that say something else"),
    "geolocate": _("buildings, plants or signs that belong to another place"),
    "reverse-image": _("what a search with the picture itself finds"),
    "lateral-reading": _("what others say about it"),
    "sift-find-better": _("a fuller version of the picture"),
    "sift-trace": _("where the picture came from at first"),
}

EVIDENCE: dict[str, Term] = {
    "source": Term(
        _("Where it comes from"), _("The page, book or collection that shows it, and who made it.")
    ),
    "reverse": Term(_("Search with the picture"), _("Other pages on which the same picture is found.")),
    "places": Term(
        _("The place in other pictures"), _("What other pictures show of the same place or thing.")
    ),
    "map": Term(_("Map"), _("Where something lies, and how far apart.")),
    "date": Term(_("When"), _("Dates that can be looked up.")),
    "weather": Term(
        _("Weather and season"), _("What the weather and the plants are like there at that time.")
    ),
    "file": Term(_("Data in the file"), _("What the camera wrote into the file: time, place, direction.")),
    "whole": Term(_("The rest of it"), _("What stood before, after and around the piece that is shown.")),
    "reference": Term(_("Reference work"), _("What an encyclopaedia or a specialist says about it.")),
    "fact-check": Term(_("Fact check"), _("What people found who looked into it.")),
}

LICENCES: dict[str, str | Promise] = {
    "Apache-2.0": "Apache 2.0",
    "CC0-1.0": "CC0 1.0",
    "CC-BY-2.0": "CC BY 2.0",
    "CC-BY-3.0": "CC BY 3.0",
    "CC-BY-4.0": "CC BY 4.0",
    "CC-BY-SA-2.0": "CC BY-SA 2.0",
    "CC-BY-SA-3.0": "CC BY-SA 3.0",
    "CC-BY-SA-4.0": "CC BY-SA 4.0",
    "public-domain": _("public domain"),
    "LicenseRef-CMU-ARCTIC": "CMU ARCTIC",
    "LicenseRef-own-work": _("own work, for this school"),
    "LicenseRef-no-known-copyright": _("no known copyright"),
}


def technique_term(slug: str) -> Term:
    """The word for a technique. Raises KeyError for one that the vocabulary lacks."""
    return TECHNIQUES[slug]
