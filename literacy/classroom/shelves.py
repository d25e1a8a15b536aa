"""Whose a shelf is: the rooms below know only its key."""

from literacy.classroom.access import shelves_of
from literacy.classroom.models import School
from literacy.people.models import User


def names_by_shelf() -> dict[str, str]:
    """Return the name of every school by the key of its shelf."""
    return {school.shelf: school.name for school in School.objects.order_by("pk")}


def name_of_shelf(shelf: str) -> str | None:
    """Return the name of the school a shelf belongs to; None for a shelf of no school."""
    _word, _dash, number = shelf.partition("-")
    school = School.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    return school.name if school is not None and school.shelf == shelf else None


def shelf_of_visitor(user: User) -> str:
    """Return the shelf of the school somebody belongs to, the first of several; empty where there is none."""
    return min(shelves_of(user), default="")
