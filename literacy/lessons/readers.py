"""Who reads a school's own lessons, and who sees one that is being written: rooms above know, and tell this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from literacy.lessons.models import Lesson

MayRead = Callable[[Any, Lesson], bool]
Offered = Callable[[Any], Iterable[Lesson]]
Draft = Callable[[Any, int, bool], "Lesson | None"]
_readers: list[tuple[MayRead, Offered]] = []
_drafts: list[Draft] = []


def register_readers(may_read: MayRead, offered: Offered) -> None:
    """Let `may_read` decide of a user and a school's lesson, and `offered` say which of them somebody finds in the list."""
    if (may_read, offered) not in _readers:
        _readers.append((may_read, offered))


def register_drafts(finder: Draft) -> None:
    """Let `finder` return, of a user and a draft's number, what is being written; None for a stranger.

    Its third argument asks for the text as this author looks at it now, which may not be saved.
    """
    if finder not in _drafts:
        _drafts.append(finder)


def may_read_own(user: Any, lesson: Lesson) -> bool:
    """Whether somebody may read this lesson of a school."""
    return any(may_read(user, lesson) for may_read, _offered in _readers)


def own_lessons_for(user: Any) -> list[Lesson]:
    """The lessons of their schools that somebody finds in the list; none for a guest."""
    if not user.is_authenticated:
        return []
    return [lesson for _may_read, offered in _readers for lesson in offered(user)]


def draft_for(user: Any, number: int, *, is_live: bool) -> Lesson | None:
    """What is being written under this number, if this is one of those who write it."""
    return next(filter(None, (finder(user, number, is_live) for finder in _drafts)), None)
