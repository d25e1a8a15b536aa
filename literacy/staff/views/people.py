"""The adults of a school, for its leads."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from literacy.classroom.models import Classroom, Membership, School
from literacy.people.models import User
from literacy.people.requests import SignedInRequest
from literacy.staff.access import colleague_for_lead, school_for_lead
from literacy.staff.actions import remove_colleague, set_roles
from literacy.staff.forms import RolesForm
from literacy.staff.lists import PEOPLE_ORDERS, people_of, wishes_in
from literacy.staff.models import Invitation
from quizzes.http.refusal import Refusal


@login_required
@never_cache
@require_safe
def staff(request: SignedInRequest, school_id: int) -> HttpResponse:
    """Everybody who belongs to the school, searched, sorted, on pages."""
    school = school_for_lead(request.user, school_id)
    wishes = wishes_in(request.GET.dict(), PEOPLE_ORDERS)
    context = {
        "school": school,
        "tab": "staff",
        "page": people_of(school, wishes, request.GET.get("page")),
        "wishes": wishes,
        "orders": PEOPLE_ORDERS.items(),
        "roles": Membership.Role.choices,
        "waiting": Invitation.objects.open().filter(school=school).count(),
    }
    return render(request, "staff/staff.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def colleague(request: SignedInRequest, school_id: int, user_id: int) -> HttpResponse:
    """One of them: what they are and which classes they teach, and the change of it."""
    school, person = colleague_for_lead(request.user, school_id, user_id)
    if request.method == "POST":
        form = RolesForm(request.POST)
        roles = form.cleaned_data["roles"] if form.is_valid() else []
        try:
            set_roles(school=school, colleague=person, roles=roles, by=request.user)
        except Refusal as refusal:
            return _page(request, school, person, sentence=refusal.sentence, status=refusal.status)
        messages.success(request, _("The roles of %(name)s are kept.") % {"name": person}, extra_tags="good")
        if person == request.user and Membership.Role.LEAD not in roles:
            return redirect("school", school_id=school.pk)
        return redirect("colleague", school_id=school.pk, user_id=person.pk)
    return _page(request, school, person)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedInRequest, school_id: int, user_id: int) -> HttpResponse:
    """Asks whether somebody is to go, says what then becomes of their classes, and does it."""
    school, person = colleague_for_lead(request.user, school_id, user_id)
    if person == request.user:
        return redirect("leave_school", school_id=school.pk)
    if request.method == "POST":
        remove_colleague(school=school, colleague=person, by=request.user)
        messages.success(
            request,
            _("%(name)s does not belong to %(school)s any more.") % {"name": person, "school": school},
            extra_tags="good",
        )
        return redirect("staff", school_id=school.pk)
    context = {"school": school, "person": person, "classes": _classes(school, person)}
    return render(request, "staff/remove.html", context)


def _classes(school: School, person: User) -> list[Classroom]:
    taught = school.classrooms.filter(teachers=person, archived_at=None)
    return list(taught.prefetch_related("teachers").order_by("name"))


def _page(
    request: SignedInRequest, school: School, person: User, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    held = Membership.objects.filter(school=school, user=person).values_list("role", flat=True)
    context = {
        "school": school,
        "tab": "staff",
        "person": person,
        "held": set(request.POST.getlist("roles") if sentence else held),
        "roles": Membership.Role.choices,
        "classes": _classes(school, person),
        "sentence": sentence,
    }
    return render(request, "staff/colleague.html", context, status=status)
