"""Finding a class by its code and opening a pupil's place by three words, with limits on guessing."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from literacy.classroom.models import Classroom, Enrolment
from literacy.people.codes import normalised, normalised_class_code, personal_code_digest
from quizzes.http.refusal import Refusal
from quizzes.http.throttle import Limit

# Only wrong codes count. A class of thirty of whom everybody errs three times in five minutes stays below the first;
# at that pace one hit among 27 million codes and thirty pupils takes a guesser longer than three weeks.
_CLASS_AT_ADDRESS = Limit("join-class-at-address", failures=120, seconds=300)
_CLASS_FROM_STRANGE_ADDRESSES = Limit("join-class-strange", failures=300, seconds=3600)
_KNOWN_DEVICE = Limit("join-known-device", failures=20, seconds=300)
_FAMILIAR_SECONDS = 60 * 60 * 24 * 30


@dataclass(frozen=True, slots=True)
class Knock:
    """Where somebody tries from. `known_place`: the enrolment that last came in on this device, 0 for none.

    A device that was let in before is counted by itself (the "device cookie" of OWASP's guide against guessing), so a
    guesser who shares the school's address cannot shut out those who have been here.
    """

    address: str
    known_place: int = 0


def find_classroom(*, code: str, knock: Knock) -> Classroom:
    """The class of a class code. Raises Refusal for a code that no class has, and after too many of those."""
    code = normalised_class_code(code)
    if not code:
        raise Refusal(
            _("Type the class code that your teacher gave you: six letters and numbers."), status=422
        )
    classroom = Classroom.objects.filter(code=code).select_related("school").first()
    if classroom is not None and classroom.school.is_demo and not settings.DEMO:
        classroom = None  # its codes were on the front page while the demo was on
    if classroom is not None and (knock.known_place or _is_familiar(classroom, knock)):
        return classroom
    limit = _address_limit()
    if limit.reached(knock.address):
        raise Refusal(_too_many(), status=429)
    if classroom is not None:
        return classroom
    limit.count_failure(knock.address)
    raise Refusal(
        _("No class has the code %(code)s. Look at your card again, letter by letter, or ask your teacher.")
        % {"code": code},
        status=422,
    )


def open_place(*, classroom: Classroom, code: str, knock: Knock) -> Enrolment:
    """The place that three words open in a class. Raises Refusal for wrong words, and after too many of those."""
    if not normalised(code):
        raise Refusal(_("Type your three words. They are on your card."), status=422)
    counters = _counters(classroom, knock)
    if any(limit.reached(key) for limit, key in counters):
        raise Refusal(_too_many(), status=429)
    digest = personal_code_digest(classroom_id=classroom.pk, code=code)
    place = Enrolment.objects.filter(classroom=classroom, code_digest=digest, user__is_active=True)
    enrolment = place.select_related("user").first()
    if enrolment is None:
        for limit, key in counters:
            limit.count_failure(key)
        raise Refusal(
            _(
                "These words do not belong to anybody in %(name)s. Check the spelling of each word on your card. "
                "If they still do not work, your teacher can give you new words."
            )
            % {"name": classroom.name},
            status=422,
        )
    cache.set(_familiar_key(classroom, knock), True, _FAMILIAR_SECONDS)
    return enrolment


def _counters(classroom: Classroom, knock: Knock) -> list[tuple[Limit, str]]:
    if knock.known_place:
        return [(_KNOWN_DEVICE, f"{classroom.pk}:{knock.known_place}")]
    at_address = (_CLASS_AT_ADDRESS, f"{classroom.pk}:{knock.address}")
    if _is_familiar(classroom, knock):
        return [at_address]
    # Many addresses that work together meet the last of these; the class's own address does not.
    return [at_address, (_address_limit(), knock.address), (_CLASS_FROM_STRANGE_ADDRESSES, str(classroom.pk))]


def _address_limit() -> Limit:
    return Limit("join-address", failures=settings.JOINS_PER_MINUTE, seconds=60)


def _is_familiar(classroom: Classroom, knock: Knock) -> bool:
    """Whether somebody of the class came in from this address lately: a school's own address, then."""
    return bool(cache.get(_familiar_key(classroom, knock)))


def _familiar_key(classroom: Classroom, knock: Knock) -> str:
    return f"join-familiar:{classroom.pk}:{knock.address}"


def _too_many() -> str:
    return _(
        "Too many wrong codes were typed here just now, so we wait a few minutes. Nothing is lost. "
        "Go and get your card, or ask your teacher for new words, and try again in five minutes."
    )
