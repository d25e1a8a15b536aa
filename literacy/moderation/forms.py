"""What an editor looks for among the reports, as it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.reports.models import Report, ReportQuerySet

OPEN, HANDLED, ALL = "open", "handled", "all"
STATES = {OPEN: _("waiting"), HANDLED: _("dealt with"), ALL: _("all")}


ORDERS = {"new": _("newest first"), "old": _("oldest first"), "clip": _("by clip")}
_BY = {"new": ("-created_at", "-pk"), "old": ("created_at", "pk"), "clip": ("pair__slug", "-pk")}


class SearchForm(forms.Form):
    """Words, a state and a reason; what cannot be read is left out."""

    q = forms.CharField(required=False, max_length=80)
    state = forms.ChoiceField(required=False, choices=list(STATES.items()))
    reason = forms.ChoiceField(required=False, choices=[("", ""), *Report.Reason.choices])
    sort = forms.ChoiceField(required=False, choices=list(ORDERS.items()))


def wishes_in(query: Mapping[str, str]) -> dict[str, str]:
    """What is wished for; without a state, what still waits."""
    form = SearchForm(query)
    form.is_valid()
    return {
        "q": form.cleaned_data.get("q") or "",
        "state": form.cleaned_data.get("state") or OPEN,
        "reason": form.cleaned_data.get("reason") or "",
        "sort": form.cleaned_data.get("sort") or "new",
    }


def found_in(reports: ReportQuerySet, wishes: Mapping[str, str]) -> ReportQuerySet:
    """Those of `reports` that are wished for; words are looked for in reports, notes, slugs and titles."""
    if wishes["state"] != ALL:
        reports = reports.filter(state=wishes["state"])
    if wishes["reason"]:
        reports = reports.filter(reason=wishes["reason"])
    for word in wishes["q"].split():
        reports = reports.filter(
            Q(words__icontains=word)
            | Q(note__icontains=word)
            | Q(pair__slug__icontains=word)
            | Q(pair__texts__en__title__icontains=word)
            | Q(pair__texts__nl__title__icontains=word)
        )
    return reports.order_by(*_BY[wishes["sort"]])
