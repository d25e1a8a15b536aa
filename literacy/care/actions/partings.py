"""Having a school erased: asked for, taken back within some days."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from literacy.care.models import Parting
from literacy.care.models.partings import DAYS_TO_THINK
from literacy.classroom.models import School
from literacy.people.models import User
from literacy.staff.actions.record import hold
from quizzes.http.refusal import Refusal


@transaction.atomic
def part_with_school(*, school: School, by: User, typed: str) -> Parting:
    """Have a school erased in some days. Raises Refusal unless its whole name was typed, and for the demo school."""
    hold(school)
    if " ".join(typed.split()) != " ".join(school.name.split()):
        raise Refusal(
            _("That is not the school's name as it stands above. Nothing will be erased."), status=422
        )
    due = timezone.now() + timedelta(days=DAYS_TO_THINK)
    parting, _made = Parting.objects.get_or_create(school=school, defaults={"by": by, "due_at": due})
    return parting


def take_back_parting(*, school: School) -> bool:
    """Leave a school as it is; False where nobody had asked for anything else."""
    return Parting.objects.filter(school=school).delete()[0] > 0
