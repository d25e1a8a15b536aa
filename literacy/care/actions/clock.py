"""Setting a school's clock."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from literacy.care.keeping import announce
from literacy.care.models import Clock
from literacy.care.models.clock import CEILING, FLOOR
from literacy.classroom.models import School
from literacy.people.models import User
from literacy.staff.actions.record import hold
from quizzes.http.refusal import Refusal


@transaction.atomic
def set_clock(*, school: School, months: int, by: User) -> Clock:
    """Keep pupils' data so many months after their last class ended. What was announced is reckoned anew."""
    if not FLOOR <= months <= CEILING:
        raise Refusal(
            _("Choose from %(floor)s to %(ceiling)s months.") % {"floor": FLOOR, "ceiling": CEILING},
            status=422,
        )
    hold(school)
    clock, _made = Clock.objects.update_or_create(
        school=school, defaults={"months": months, "changed_by": by}
    )
    announce(school, timezone.now())
    return clock
