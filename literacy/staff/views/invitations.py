"""Inviting colleagues, and accepting an invitation."""

from __future__ import annotations

from functools import partial
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from literacy.classroom.access import schools_of
from literacy.classroom.models import Membership, School
from literacy.people.mail import can_mail
from literacy.people.models import User
from literacy.people.requests import SignedInRequest
from literacy.staff.access import invitation_for_holder, invitation_for_lead, school_for_lead
from literacy.staff.actions import (
    Sent,
    accept_invitation,
    invite_colleagues,
    send_again,
    withdraw_invitation,
)
from literacy.staff.actions.invitations import why_closed
from literacy.staff.forms import InviteForm
from literacy.staff.lists import WAITING_ORDERS, invitations_of, wishes_in
from literacy.staff.models import DAYS_OPEN, Invitation
from literacy.staff.second_factor import forget
from quizzes.http.refusal import Refusal


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: SignedInRequest, school_id: int) -> HttpResponse:
    """Those that wait, and the form for new ones; what was just sent is answered with its links, once."""
    school = school_for_lead(request.user, school_id)
    if request.method != "POST":
        return _page(request, school, InviteForm(school))
    form = InviteForm(school, request.POST)
    if not form.is_valid():
        sentence = str(next(iter(form.errors.values()))[0])
        return _page(request, school, form, sentence=sentence, status=422)
    try:
        sent = invite_colleagues(
            school=school,
            emails=form.addresses(),
            roles=form.cleaned_data["roles"],
            classroom=form.cleaned_data["classroom"],
            by=request.user,
            link_of=partial(_link, request),
        )
    except Refusal as refusal:
        return _page(request, school, form, sentence=refusal.sentence, status=refusal.status)
    return _sent(request, school, sent)


@login_required
@never_cache
@require_POST
def again(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    """Send an invitation once more, with a new link."""
    invitation = invitation_for_lead(request.user, invitation_id)
    sent = send_again(invitation=invitation, by=request.user, link_of=partial(_link, request))
    return _sent(request, invitation.school, [sent])


@login_required
@require_POST
def withdraw(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    """Withdraw an invitation; the same address can be invited anew."""
    invitation = invitation_for_lead(request.user, invitation_id)
    withdraw_invitation(invitation=invitation, by=request.user)
    messages.success(
        request,
        _("The invitation of %(email)s is withdrawn; its link opens nothing any more.")
        % {"email": invitation.email},
        extra_tags="good",
    )
    return redirect("invitations", school_id=invitation.school_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody is invited to, and their yes. Its address is known to whoever was sent it, and goes to no other site."""
    found = invitation_for_holder(token)
    why = why_closed(found)
    if why and isinstance(request.user, User) and found.accepted_by_id == request.user.pk:
        return redirect("home")
    if request.method == "POST" and request.user.is_authenticated:
        school = accept_invitation(invitation=found, user=request.user)
        forget(request)  # the school may ask for more than a password
        messages.success(request, _("Welcome to %(school)s.") % {"school": school}, extra_tags="good")
        return redirect("home")
    context = {"invitation": found, "why": why, "here": reverse("invitation", args=[token])}
    with timezone.override(ZoneInfo(found.school.time_zone)):
        return render(request, "staff/invitation.html", context, status=410 if why else 200)


def _link(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("invitation", args=[token]))


def _page(
    request: SignedInRequest, school: School, form: InviteForm, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    wishes = wishes_in(request.GET.dict(), WAITING_ORDERS)
    context = {
        "school": school,
        "tab": "invitations",
        "form": form,
        "sentence": sentence,
        "roles": Membership.Role.choices,
        "chosen": set(request.POST.getlist("roles")) if sentence else {Membership.Role.TEACHER.value},
        "page": invitations_of(school, wishes, request.GET.get("page")),
        "wishes": wishes,
        "orders": WAITING_ORDERS.items(),
        "waiting": Invitation.objects.open().filter(school=school).count(),
        "can_mail": can_mail(),
        "schools": schools_of(request.user),
    }
    with timezone.override(ZoneInfo(school.time_zone)):
        return render(request, "staff/invitations.html", context, status=status)


def _sent(request: SignedInRequest, school: School, sent: list[Sent]) -> HttpResponse:
    context = {
        "school": school,
        "tab": "invitations",
        "sent": sent,
        "days": DAYS_OPEN,
        "all_mailed": can_mail() and all(one.was_mailed for one in sent),
    }
    return render(request, "staff/sent.html", context)
