"""Who knocks, where from, and how often somebody may be wrong there: the limits on guessing codes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom
from quizzes.http.refusal import Refusal
from quizzes.http.throttle import Limit

# Only wrong codes count. What each of these figures comes to is worked out in docs/algorithms/codes-and-limits.md.
_CLASS_AT_ADDRESS = Limit("join-class-at-address", failures=120, seconds=300)
_CLASS_FROM_STRANGE_ADDRESSES = Limit("join-class-strange", failures=300, seconds=3600)
_KNOWN_DEVICE = Limit("join-known-device", failures=20, seconds=300)
_PICTURES_OF_PUPIL = Limit("join-pictures-pupil", failures=10, seconds=3600)
_PICTURES_OF_CLASS = Limit("join-pictures-class", failures=90, seconds=86400)
_PICTURES_AT_DEVICE = Limit("join-pictures-device", failures=20, seconds=86400)
_FAMILIAR_SECONDS = 60 * 60 * 24 * 30

Counter = tuple[Limit, str]


@dataclass(frozen=True, slots=True)
class Knock:
    """Where somebody tries from. `known_place`: the enrolment that last came in on this device, 0 for none.

    A device that was let in before is counted by itself (the "device cookie" of OWASP's guide against guessing), so a
    guesser who shares the school's address cannot shut out those who have been here.
    """

    address: str
    known_place: int = 0


def is_familiar(classroom: Classroom, knock: Knock) -> bool:
    """Whether a pupil of the class came in, or a teacher of it looked at it, from this address lately."""
    return bool(cache.get(_familiar_key(classroom, knock)))


def greet(classroom: Classroom, knock: Knock) -> None:
    """Remember that this address is the class's own, for thirty days."""
    cache.set(_familiar_key(classroom, knock), True, _FAMILIAR_SECONDS)


def address_counters(knock: Knock) -> list[Counter]:
    """What counts wrong codes of an address that no class knows: for a minute, and for an hour."""
    a_minute = Limit("join-address", failures=settings.JOINS_PER_MINUTE, seconds=60)
    an_hour = Limit("join-address-hour", failures=5 * settings.JOINS_PER_MINUTE, seconds=3600)
    return [(a_minute, knock.address), (an_hour, knock.address)]


def word_counters(classroom: Classroom, knock: Knock) -> list[Counter]:
    """What counts wrong words at the door of a class."""
    if knock.known_place:
        return [(_KNOWN_DEVICE, f"{classroom.pk}:{knock.known_place}")]
    at_address = (_CLASS_AT_ADDRESS, f"{classroom.pk}:{knock.address}")
    if is_familiar(classroom, knock):
        return [at_address]
    # Many addresses that work together meet the last of these; the class's own address does not.
    return [at_address, *address_counters(knock), (_CLASS_FROM_STRANGE_ADDRESSES, str(classroom.pk))]


def picture_counters(classroom: Classroom, knock: Knock) -> list[Counter]:
    """What counts wrong pictures at the door of a class: they are few, so it is reached soon; words still open."""
    if knock.known_place:
        return [(_PICTURES_AT_DEVICE, f"{classroom.pk}:{knock.known_place}")]
    return [(_PICTURES_OF_CLASS, str(classroom.pk)), *word_counters(classroom, knock)]


def pupil_counters(places: Iterable[int]) -> list[Counter]:
    """What counts wrong pictures of these pupils, wherever they are tried."""
    return [(_PICTURES_OF_PUPIL, str(place)) for place in places]


def refuse_after_too_many(counters: list[Counter], sentence: str = "") -> None:
    """Raise Refusal (429) where one of the limits is reached."""
    if any(limit.reached(key) for limit, key in counters):
        raise Refusal(sentence or too_many(), status=429)


def count_failure(counters: list[Counter]) -> None:
    for limit, key in counters:
        limit.count_failure(key)


def is_shut(classroom: Classroom, knock: Knock) -> bool:
    """Whether somebody new, who sits where this teacher sits, has to wait at the door of the class."""
    return any(limit.reached(key) for limit, key in _of_class(classroom, knock))


def open_door(*, classroom: Classroom, knock: Knock) -> None:
    """Let a class in again after too many wrong codes, where its teacher is: the counters begin anew."""
    for limit, key in _of_class(classroom, knock):
        limit.forgive(key)
    greet(classroom, knock)


def _of_class(classroom: Classroom, knock: Knock) -> list[Counter]:
    return [
        (_CLASS_AT_ADDRESS, f"{classroom.pk}:{knock.address}"),
        (_CLASS_FROM_STRANGE_ADDRESSES, str(classroom.pk)),
        (_PICTURES_OF_CLASS, str(classroom.pk)),
    ]


def _familiar_key(classroom: Classroom, knock: Knock) -> str:
    return f"join-familiar:{classroom.pk}:{knock.address}"


def too_many() -> str:
    return _(
        "Too many wrong codes were typed here just now, so we wait a few minutes. Nothing is lost. "
        "Go and get your card, or ask your teacher to let the class in again."
    )
