"""The history of an assignment: who did what to it when, in sentences, and what of it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from literacy.assignments.actions import can_be_undone
from literacy.assignments.in_words import changes_in_words, said_moment
from literacy.classroom.models import Assignment, AssignmentEvent, ExtraTime

_ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Entry:
    event: AssignmentEvent
    sentence: str
    can_be_undone: bool


def history_of(assignment: Assignment, number: str | None = None) -> Page[Entry]:
    """A page of what was done, the latest first, in the zone that is active. Two queries."""
    events = assignment.events.select_related("by", "undone_by", "enrolment__user", "group", "item__pair")
    page: Page[Any] = Paginator(events, _ON_A_PAGE).get_page(number)
    page.object_list = [Entry(event, _sentence(event), can_be_undone(event)) for event in page]
    return page


def _sentence(event: AssignmentEvent) -> str:
    words = {
        "who": event.by.name if event.by is not None else _("Somebody who is gone"),
        "name": event.enrolment.user.name if event.enrolment is not None else "",
        "number": event.details.get("number", 0),
        "minutes": event.details.get("minutes"),
        "item": _item(event),
        "whom": _whom(event),
        "what": _what(event),
    }
    return _form_of(event, words["number"], words["minutes"]) % words


def _form_of(event: AssignmentEvent, number: int, minutes: int | None) -> str:
    kind = AssignmentEvent.Kind
    reopened = (
        _("%(who)s let %(name)s go on with attempt %(number)s.")
        if minutes is None
        else ngettext(
            "%(who)s let %(name)s go on with attempt %(number)s for %(minutes)s minute.",
            "%(who)s let %(name)s go on with attempt %(number)s for %(minutes)s minutes.",
            minutes,
        )
    )
    return {
        str(kind.GIVEN): _("%(who)s gave this."),
        str(kind.REOPENED): reopened,
        str(kind.RESET): _(
            "%(who)s set attempt %(number)s of %(name)s aside. Its answers are kept and do not count."
        ),
        str(kind.EXCUSED): _("%(who)s excused %(name)s."),
        str(kind.EXTENDED): _("%(who)s gave %(whom)s: %(what)s."),
        str(kind.CHANGED): _("%(who)s changed %(what)s."),
        str(kind.WITHDRAWN): _("%(who)s took this back. Every answer is kept."),
        str(kind.PULLED): _("%(who)s took “%(item)s” out. No answer to it counts."),
        str(kind.MARKED_ANEW): ngettext(
            "%(who)s had “%(item)s” marked anew: %(number)s mark changed.",
            "%(who)s had “%(item)s” marked anew: %(number)s marks changed.",
            number,
        ),
    }[event.kind]


def _whom(event: AssignmentEvent) -> str:
    if event.enrolment is not None:
        return str(event.enrolment.user.name)
    if event.group is not None:
        return _("group %(name)s") % {"name": event.group.name}
    return _("the class")


def _what(event: AssignmentEvent) -> str:
    if event.kind == AssignmentEvent.Kind.CHANGED:
        return "; ".join(changes_in_words(event.details["before"], event.details["after"]))
    return _changed(event.details)


def _changed(details: dict[str, Any]) -> str:
    before, after = details.get("before", {}), details.get("after", {})
    said = []
    if after.get("opens_at") and after["opens_at"] != before.get("opens_at"):
        said.append(_("open from %(moment)s") % {"moment": said_moment(after["opens_at"])})
    if after.get("due_at") and after["due_at"] != before.get("due_at"):
        said.append(_("until %(moment)s") % {"moment": said_moment(after["due_at"])})
    if after.get("extra_time") and after["extra_time"] != before.get("extra_time"):
        said.append(str(ExtraTime(after["extra_time"]).label))
    more = after.get("more_attempts", 0) - before.get("more_attempts", 0)
    if more:
        said.append(ngettext("%(number)s attempt more", "%(number)s attempts more", more) % {"number": more})
    return ", ".join(said)


def _item(event: AssignmentEvent) -> str:
    if event.item is None:
        return ""
    return (
        str(event.item.pair.text.get("title", event.item.slug))
        if event.item.pair is not None
        else event.item.slug
    )
