"""Whom a school's pupils can go to: rooms above know a school's own words, and tell this one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Contacts:
    """What one school of a reader says.

    html: clean, and empty where the school has said nothing yet; language: the one it is written in; edit: where the
    reader may write it, empty for all but a school's leads.
    """

    school: str
    html: str
    language: str
    edit: str = ""


Finder = Callable[[int, str], list[Contacts]]
_finders: list[Finder] = []


def register_contacts(finder: Finder) -> None:
    """Let `finder` say, of a user's id and the language they read, what each of their schools says."""
    if finder not in _finders:
        _finders.append(finder)


def contacts_for(user_id: int | None) -> list[Contacts]:
    """What the schools of a reader say, in the language of the page where there is such a text; nothing for guests."""
    if user_id is None:
        return []
    language = (get_language() or "en").partition("-")[0]
    return [contacts for finder in _finders for contacts in finder(user_id, language)]
