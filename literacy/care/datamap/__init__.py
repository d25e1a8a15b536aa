"""The data map: every table and column of the site, whose data they hold, why, for how long, and who sees them."""

from literacy.care.datamap.entries import Entry, Impersonal, Personal
from literacy.care.datamap.learning import LEARNING
from literacy.care.datamap.making import MAKING
from literacy.care.datamap.people import PEOPLE
from literacy.care.datamap.schools import SCHOOLS
from literacy.care.datamap.site import SITE

MAP: tuple[Entry, ...] = (*PEOPLE, *SCHOOLS, *LEARNING, *MAKING, *SITE)
PERSONAL: tuple[Personal, ...] = tuple(entry for entry in MAP if isinstance(entry, Personal))

__all__ = [
    "LEARNING",
    "MAKING",
    "MAP",
    "PEOPLE",
    "PERSONAL",
    "SCHOOLS",
    "SITE",
    "Entry",
    "Impersonal",
    "Personal",
]
