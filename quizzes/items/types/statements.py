"""What can be concluded from the credentials of a file: by state one statement that follows, and three that do not."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.clips.specimens import SpecimenState


@dataclass(frozen=True)
class Statement:
    """One conclusion that can be picked; `feedback` says what is right and what is wrong about it."""

    slug: str
    text: str | Promise
    feedback: str | Promise


STATEMENTS: dict[SpecimenState, tuple[Statement, ...]] = {
    SpecimenState.TRUSTED: (
        Statement(
            "trusted-word",
            _(
                "Nothing was changed since it was signed. Whether the signer tells the truth is another question."
            ),
            _(
                "A signature shows who is speaking, and that nothing was changed since. Whether you believe them is up to you."
            ),
        ),
        Statement(
            "trusted-known",
            _("I know who signed it and that nothing was changed since, so I know what really happened."),
            _(
                "Half true: you do know who signed it. But somebody you know can be mistaken, or leave something out."
            ),
        ),
        Statement(
            "trusted-real",
            _(
                "It is real: the signer is on the list, and a file with Content Credentials can only show what really happened."
            ),
            _(
                "Credentials say who signed the file, not that what you see really happened. A fake can be signed, too."
            ),
        ),
        Statement(
            "trusted-empty",
            _("It says nothing, because anybody can put such credentials into a file."),
            _(
                "Anybody can, but not with this signature: the signer is on the list, and a later change would show."
            ),
        ),
    ),
    SpecimenState.UNTRUSTED: (
        Statement(
            "untrusted-who",
            _("Nothing was changed since it was signed. Now I look up who did that."),
            _("Anybody can sign, with any name. So look the name up somewhere else before you rely on it."),
        ),
        Statement(
            "untrusted-nothing",
            _("The signer is not on the list, so the credentials tell me nothing at all."),
            _(
                "Half true: the name proves little. But one thing is certain: nothing was changed since it was signed."
            ),
        ),
        Statement(
            "untrusted-fake",
            _("It is fake, because an honest signer would be on the list of this site."),
            _("Many honest people are on no list. Unknown is something else than dishonest."),
        ),
        Statement(
            "untrusted-name",
            _("There is a name in it and nothing was changed, so I know who made it and can trust it."),
            _(
                "Anybody can sign with any name. Only a list, or looking it up yourself, tells you whose name it is."
            ),
        ),
    ),
    SpecimenState.ALTERED: (
        Statement(
            "altered-source",
            _("It was changed after it was signed. I look for the file at its source."),
            _(
                "What was changed, and why, cannot be seen here. The file that the signer put out can tell you."
            ),
        ),
        Statement(
            "altered-fooled",
            _("It was changed after it was signed, so somebody wants to fool me."),
            _(
                "Half true: it was changed. But an app that makes a file smaller changes it, too. Look at the source first."
            ),
        ),
        Statement(
            "altered-holds",
            _("The name of the signer is still in it, so all that it says of itself still holds."),
            _("The name is there, but the seal is broken: what you have now is not what was signed."),
        ),
        Statement(
            "altered-small",
            _("The clip still opens, so the change cannot matter."),
            _("A file can open well and still show something else than what was signed."),
        ),
    ),
    SpecimenState.ABSENT: (
        Statement(
            "absent-nothing",
            _("Nothing follows from that: most files have none."),
            _(
                "So judge it in other ways: by its source, its date, and other pictures or recordings of the same thing."
            ),
        ),
        Statement(
            "absent-removed",
            _("There are no credentials, so somebody has taken them out."),
            _(
                "Half true: saving or sending a file often takes them out. But most files never had any, so you cannot know."
            ),
        ),
        Statement(
            "absent-fake",
            _("It is fake: a real file would have Content Credentials."),
            _("Most cameras and phones do not put any in. There are real files without them everywhere."),
        ),
        Statement(
            "absent-real",
            _("It is real: AI always puts credentials into what it makes."),
            _("Some AI programs do, many do not. And saving the file once more can take them out."),
        ),
    ),
    SpecimenState.AI: (
        Statement(
            "ai-word",
            _("The signer says that AI made it. More than that I do not know."),
            _(
                "Whoever says so of their own file usually has no reason to lie. But the clip itself was not examined."
            ),
        ),
        Statement(
            "ai-examined",
            _("It was examined before it was signed, and AI made it."),
            _(
                "Half true: that AI made it does stand there. But nobody examined the clip; it is what the signer says."
            ),
        ),
        Statement(
            "ai-real",
            _("It is real, because the signer is on the list and nothing was changed since it was signed."),
            _("The list tells you who is speaking. And this signer says that AI made it."),
        ),
        Statement(
            "ai-fooled",
            _("AI made it, so whoever passes it on wants to fool me or somebody else."),
            _("Whoever says openly that AI made something is not hiding it. Look at what it is used for."),
        ),
    ),
}
"""In each state the one that follows comes first, then one that is half true, then two that are wrong."""

BY_SLUG = {each.slug: each for four in STATEMENTS.values() for each in four}
