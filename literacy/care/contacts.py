"""A school's own words on who helps there, for the lesson in which its pupils read them."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from literacy.care.models import Statement
from literacy.care.statements import as_html
from literacy.classroom.models import Membership, School
from literacy.lessons.contacts import Contacts


def has_contacts(school: School) -> bool:
    """Whether a school has said in any language who helps there."""
    return any(_newest([school]).values())


def contacts_of_schools(user_id: int, language: str) -> list[Contacts]:
    """One entry per school of somebody: where they are in a class or work. Three queries, whatever the number of schools.

    A text in the other language is better than none. A school without any has an entry for its leads alone.
    """
    here = Q(memberships__user=user_id) | Q(
        classrooms__enrolments__user=user_id, classrooms__enrolments__left_at=None
    )
    schools = list(School.objects.filter(here).distinct().order_by("name", "pk"))
    if not schools:
        return []
    newest = _newest(schools)
    led = set(
        Membership.objects.filter(user=user_id, role=Membership.Role.LEAD).values_list("school_id", flat=True)
    )
    found = []
    for school in schools:
        written = {lang: body for (pk, lang), body in newest.items() if pk == school.pk and body}
        spoken = language if language in written else next(iter(sorted(written)), "")
        edit = reverse("care_text", args=[school.pk, "help", language]) if school.pk in led else ""
        if spoken or edit:
            html = as_html(written[spoken], school, spoken) if spoken else ""
            found.append(Contacts(school=school.name, html=html, language=spoken or language, edit=edit))
    return found


def _newest(schools: list[School]) -> dict[tuple[int, str], str]:
    texts = Statement.objects.filter(school__in=schools, kind=Statement.Kind.HELP).order_by("version")
    return {(text.school_id, text.language): text.body for text in texts}
