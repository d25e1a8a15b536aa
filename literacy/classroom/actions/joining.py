"""Finding a class by its code, and opening a pupil's place by three words or three pictures."""

from django.conf import settings
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from literacy.classroom.actions.knocking import (
    Knock,
    address_counters,
    count_failure,
    greet,
    is_familiar,
    picture_counters,
    pupil_counters,
    refuse_after_too_many,
    word_counters,
)
from literacy.classroom.actions.rosters import same_name
from literacy.classroom.models import Classroom, Enrolment
from literacy.people.codes import (
    PICTURES_PER_CODE,
    normalised,
    normalised_class_code,
    personal_code_digest,
    picture_code_digest,
)
from quizzes.http.refusal import Refusal


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
    if classroom is None or not (knock.known_place or is_familiar(classroom, knock)):
        counters = address_counters(knock)
        refuse_after_too_many(counters)
        if classroom is None:
            count_failure(counters)
            raise Refusal(
                _(
                    "No class has the code %(code)s. Look at your card again, letter by letter, or ask your teacher."
                )
                % {"code": code},
                status=422,
            )
    if classroom.is_over:
        raise Refusal(
            _("This class is over, so nobody comes in here any more. Ask your teacher for your new code."),
            status=410,
        )
    return classroom


def names_at_door(*, classroom: Classroom, knock: Knock) -> list[Enrolment]:
    """The pupils of a class to pick oneself from, by name; empty where their names are not shown.

    They are shown where the class has been before, and its teacher wants it: a stranger who came upon a class code
    reads no child's name.
    """
    if not classroom.shows_names or not (knock.known_place or is_familiar(classroom, knock)):
        return []
    return list(classroom.enrolments.present().select_related("user").order_by("user__name", "pk"))


def open_place(*, classroom: Classroom, code: str, knock: Knock, place_id: int | None = None) -> Enrolment:
    """The place that three words open in a class; only that one, where `place_id` says who somebody is.

    Raises Refusal for wrong words, and after too many of those.
    """
    if not normalised(code):
        raise Refusal(_("Type your three words. They are on your card."), status=422)
    counters = word_counters(classroom, knock)
    refuse_after_too_many(counters)
    digest = personal_code_digest(classroom_id=classroom.pk, code=code)
    places = classroom.enrolments.present().filter(code_digest=digest, user__is_active=True)
    if place_id is not None:
        places = places.filter(pk=place_id)
    enrolment = places.select_related("user").first()
    if enrolment is None:
        count_failure(counters)
        raise Refusal(
            _(
                "These words do not belong to anybody in %(name)s. Check the spelling of each word on your card. "
                "If they still do not work, your teacher can give you new words."
            )
            % {"name": classroom.name}
            if place_id is None
            else _(
                "These are not the words that belong to this name. Check the spelling of each word on your card, "
                "and whether this is your name."
            ),
            status=422,
        )
    greet(classroom, knock)
    return enrolment


def open_place_by_pictures(
    *, classroom: Classroom, who: int | str, pictures: tuple[str, ...], knock: Knock
) -> Enrolment:
    """The place of a pupil, picked by its number or typed by name, that three pictures in their order open.

    Raises Refusal for wrong ones, without telling whether it was the name or the pictures, and after too many.
    """
    if isinstance(who, str) and not who.strip():
        raise Refusal(_("Type your name as it is on your card."), status=422)
    if len(pictures) != PICTURES_PER_CODE or not all(pictures):
        raise Refusal(_("Choose three pictures, in the order they have on your card."), status=422)
    at_door = picture_counters(classroom, knock)
    refuse_after_too_many(at_door, _too_many_pictures())
    present = classroom.enrolments.present().filter(user__is_active=True).select_related("user")
    if isinstance(who, int):
        meant = list(present.filter(pk=who))
    else:
        meant = [place for place in present if same_name(place.user.name) == same_name(who)]
    of_pupils = pupil_counters(place.pk for place in meant)
    refuse_after_too_many(of_pupils, _too_many_pictures())
    for place in meant:
        digest = picture_code_digest(classroom_id=classroom.pk, user_id=place.user_id, pictures=pictures)
        if constant_time_compare(digest, place.pictures_digest):
            greet(classroom, knock)
            return place
    count_failure([*at_door, *of_pupils])
    raise Refusal(
        _(
            "This name and these pictures do not belong together. Look at your card: which picture comes first?"
        ),
        status=422,
    )


def _too_many_pictures() -> str:
    return _(
        "The pictures were wrong too often, so they rest for a while. "
        "Type the three words on your card instead: they still open your place."
    )
