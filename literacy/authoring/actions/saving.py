"""Saving what somebody wrote: as a version more, never over what another author saved meanwhile."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from literacy.authoring.differences import counted
from literacy.authoring.models import Manuscript, Version
from literacy.authoring.naming import names_in, with_names
from literacy.authoring.quota import refuse_text_beyond
from literacy.authoring.words import Words
from literacy.people.models import User
from quizzes.http.refusal import Refusal


class Overtaken(Exception):
    """Raised where somebody saved since this author opened the page; `newest` is what they saved."""

    def __init__(self, newest: Version) -> None:
        super().__init__(f"overtaken by version {newest.number}")
        self.newest = newest


@transaction.atomic
def save_version(
    *,
    manuscript: Manuscript,
    language: str,
    words: Words,
    user: User,
    base: int,
    follows: int | None = None,
    kind: str = Version.Kind.WRITTEN,
    origin: str = "",
) -> Version:
    """Keep what was written as a new version; the same text again is no version, and gives the one that is there.

    base: the number of the version it was made from, 0 for none. follows: of a translation, which version of the first
    language it says the same as from now on. Raises Overtaken where `base` is not the newest, and Refusal for what is
    too long, for a lesson that was put away, and where no room is left.
    """
    if words.too_long():
        raise Refusal(next(iter(words.too_long().values())), status=422)
    Manuscript.objects.select_for_update().get(pk=manuscript.pk)
    if manuscript.retired_at is not None:
        raise Refusal(_("This lesson was put away. Bring it back first."))
    newest = manuscript.latest(language)
    words = _named(manuscript, language, words)
    if newest is not None and Words.of(newest) == words and follows in (None, newest.follows):
        return newest
    if newest is not None and newest.number != base:
        raise Overtaken(newest)
    refuse_text_beyond(manuscript.shelf, len(words.text))
    version = Version(
        manuscript=manuscript, language=language, number=newest.number + 1 if newest else 1, title=words.title,
        summary=words.summary, goals=list(words.goals), text=words.text, size=len(words.text), by=user, kind=kind,
        origin=origin[:120], follows=follows if follows is not None else newest.follows if newest else None,
    )  # fmt: skip
    version.added, version.removed = counted(newest.lines if newest else [], version.lines)
    version.save()
    manuscript.changed_at = timezone.now()
    manuscript.save(update_fields=["changed_at"])
    return version


def put_back(*, manuscript: Manuscript, old: Version, user: User) -> Version:
    """Make an older version the newest; what stood there in between stays among the versions."""
    newest = manuscript.latest(old.language)
    return save_version(
        manuscript=manuscript, language=old.language, words=Words.of(old), user=user,
        base=newest.number if newest else 0, follows=old.follows, kind=Version.Kind.RESTORED, origin=str(old.number),
    )  # fmt: skip


def _named(manuscript: Manuscript, language: str, words: Words) -> Words:
    """With a name for every step; a translation takes those of the first language."""
    first = manuscript.latest(manuscript.language) if language != manuscript.language else None
    like = names_in(first.text) if first is not None else []
    return Words(words.title, words.summary, words.goals, with_names(words.text, like=like))
