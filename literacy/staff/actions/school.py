"""What a lead decides for the whole school."""

from django.db import transaction

from literacy.classroom.models import School
from literacy.people.models import User
from literacy.staff.actions.record import hold, record
from literacy.staff.models import Event


@transaction.atomic
def change_school(
    *, school: School, name: str, language: str, time_zone: str, needs_second_factor: bool, by: User
) -> School:
    """Change a school's name, the language of its pupils' codes, its time zone, and what its adults need to come in."""
    held = hold(school)
    held.name, held.language = " ".join(name.split()), language
    held.time_zone, held.needs_second_factor = time_zone, needs_second_factor
    held.full_clean()
    held.save(update_fields=["name", "language", "time_zone", "needs_second_factor"])
    record(school=held, kind=Event.Kind.SETTINGS, by=by)
    return held
