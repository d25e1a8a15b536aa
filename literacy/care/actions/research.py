"""Switching on and off that a school gives out answers for research, and asking for them."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from literacy.care.actions.exporting import ask_for_export
from literacy.care.filing import drop_exports
from literacy.care.models import Export, ResearchConsent
from literacy.classroom.models import School
from literacy.people.models import User
from literacy.staff.actions.record import hold, record
from literacy.staff.models import Event
from quizzes.http.refusal import Refusal


@transaction.atomic
def switch_research(*, school: School, on: bool, by: User, understood: bool = False) -> bool:
    """Switch it on or off; returns whether anything changed. Off, every file that was made of it goes as well.

    Raises Refusal for switching it on without having said that one knows what it means, and for the demo school.
    """
    hold(school)
    consents = ResearchConsent.objects.filter(school=school)
    if on and not understood:
        raise Refusal(_("Tick that your school has agreed on it. Nothing was switched on."), status=422)
    if on == consents.exists():
        return False
    if on:
        ResearchConsent.objects.create(school=school, by=by)
    else:
        consents.delete()
        drop_exports(exports=Export.objects.filter(school=school, kind=Export.Kind.RESEARCH))
    record(school=school, kind=Event.Kind.RESEARCH_ON if on else Event.Kind.RESEARCH_OFF, by=by)
    return True


def ask_for_research(*, by: User, school: School) -> Export:
    """Have the answers written down. Raises Refusal as long as the school has not switched it on."""
    if not ResearchConsent.objects.filter(school=school).exists():
        raise Refusal(_("Giving out answers for research is switched off at this school."), status=403)
    return ask_for_export(by=by, school=school, kind=Export.Kind.RESEARCH)
