"""What is said of each half of a pair when it is signed, in the language that is spoken at the moment."""

from django.utils.translation import gettext as _

from quizzes.clips.models import Clip, Half, Medium, Pair, in_language
from quizzes.clips.vocabulary import LICENCES, technique_term
from quizzes.provenance.signing import Claim, Parent

_MIMES = {Medium.PHOTO: "image/jpeg", Medium.VIDEO: "video/mp4", Medium.SOUND: "audio/mpeg"}


def claim_for(pair: Pair, half: str, *, parent: bytes | None = None, mime: str = "") -> Claim:
    """Return the claim of one half. `parent` is the signed original (of type `mime`) that a twin is made from.

    Reads `clip` and `sources`. Of an original is said where it comes from, not how it was once recorded: that we
    do not know.
    """
    title = str(pair.text.get("title", pair.slug))
    if half == Half.ORIGINAL:
        return Claim(
            title,
            parent=_named(pair.clip),
            transcoded=_("Only brought to size and saved anew for teaching. Nothing in it was changed."),
        )
    source_type = str(pair.axes.get("iptc_source_type", "")) or "humanEdits"
    if not pair.has_original:
        return Claim(title, source_type, (_made_by(pair),))
    original = Parent(
        _("{title}, the original").format(title=title), mime or _MIMES[Medium(pair.medium)], parent
    )
    if _is_captioned(pair):
        said = _("Nothing in it was changed. In the exercise a caption that misleads goes with it.")
        return Claim(title, parent=original, transcoded=said)
    return Claim(
        title=_("{title}, manipulated for teaching").format(title=title),
        source_type=source_type,
        edits=(_done(pair),),
        parent=original,
        parts=tuple(_named(clip) for clip in pair.sources.order_by("slug")),
    )


def disclosure_for(pair: Pair, half: str) -> str:
    """Return the sentence that goes with a file wherever it goes."""
    if half == Half.ORIGINAL:
        return _("The original of a pair for teaching. {credit}").format(credit=_credit(pair.clip))
    if not pair.has_original:
        return _("Made by a computer. What it shows never was. For teaching only.")
    if _is_captioned(pair):
        return _("Real, but in an exercise a caption that misleads goes with it. {credit}").format(
            credit=_credit(pair.clip)
        )
    return _("Manipulated for teaching. Do not pass it on as real.")


def _is_captioned(pair: Pair) -> bool:
    """Whether both halves are the same clip, and only what is said about it differs."""
    return pair.question == Pair.Question.CLAIM and not pair.truth.get("frame")


def _named(clip: Clip) -> Parent:
    title = str(in_language(clip.texts).get("title", clip.slug))
    return Parent(f"{title} · {_credit(clip)}", _MIMES[Medium(clip.medium)])


def _credit(clip: Clip) -> str:
    return f"{clip.attribution} · {LICENCES.get(clip.licence, clip.licence)}"


def _done(pair: Pair) -> str:
    meaning = str(technique_term(pair.technique).meaning)
    regions = pair.text.get("regions", [])
    return f"{meaning.rstrip('.')} ({'; '.join(regions)})." if regions else meaning


def _made_by(pair: Pair) -> str:
    generator = pair.recipe.get("generator")
    if generator:
        return _("Made by the computer model {name}.").format(name=generator)
    return str(technique_term(pair.technique).meaning)
