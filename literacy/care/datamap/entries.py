"""What is said of a table in the data map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PUPIL_TERM = "until the school's clock erases the pupil, or a teacher or lead does"
WITH_ACCOUNT = "as long as the account"
WITH_SCHOOL = "as long as the school"


@dataclass(frozen=True)
class Personal:
    """A table with data about people.

    model: its label, such as `people.User`. about: whose data. why: what for. term: how long. seen_by: who reads it.
    personal: what each column with or towards personal data holds. plain: the columns without. secret: those of the
    personal ones that are given out to nobody, because they would let somebody in.
    learner: the way to the pupil, as a lookup; empty where it is about no pupil. school: the same to the school; empty
    where a row belongs to a person and to no school.
    own_only: only the pupil is given it, not the school.
    """

    model: str
    about: str
    why: str
    term: str
    seen_by: str
    personal: Mapping[str, str]
    plain: tuple[str, ...] = ()
    secret: frozenset[str] = field(default_factory=frozenset)
    learner: str = ""
    school: str = ""
    own_only: bool = False

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(self.personal) | frozenset(self.plain)


@dataclass(frozen=True)
class Impersonal:
    """Tables without data about people, and why they have none."""

    models: tuple[str, ...]
    why: str


Entry = Personal | Impersonal
