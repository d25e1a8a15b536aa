"""What the pages of a list show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict

from literacy.classroom.actions.rosters import same_name
from literacy.classroom.models import Classroom
from literacy.rosters.actions.cards import places_without_card
from literacy.rosters.forms import FilterForm
from literacy.rosters.models import RosterImport
from literacy.rosters.plan import Fate, Plan, Step
from literacy.rosters.reading.columns import ROLES, roles_by_head
from literacy.rosters.snapshot import plan_of_import
from literacy.rosters.words import FATES, LEFT_OUT, ROLE_WORDS, told

ROWS_A_PAGE = 100
_SAMPLES = 4


@dataclass(frozen=True)
class Heap:
    """The rows of one fate: how many, and the query that shows them alone."""

    fate: str
    word: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Shown:
    """One row of the dry run, in words."""

    step: Step
    word: str
    told: str


@dataclass(frozen=True)
class Column:
    """One column whose meaning is asked: the first few of its cells, and what is thought of it."""

    number: int
    heading: str
    samples: list[str]
    chosen: str


def dry_run_page(roster: RosterImport, query: QueryDict) -> dict[str, Any]:
    """The plan as it would be now: how many of what, and one page of those that are wished for."""
    plan = plan_of_import(roster)
    form = FilterForm(query)
    form.is_valid()
    fate, words = form.cleaned_data.get("fate", ""), form.cleaned_data.get("q", "")
    wanted = same_name(words)
    steps = [
        step
        for step in plan.steps
        if (not fate or step.fate == fate)
        and (not wanted or wanted in same_name(f"{step.name} {step.title}"))
    ]
    page = Paginator(steps, ROWS_A_PAGE).get_page(query.get("page"))
    return {
        "plan": plan,
        "heaps": [
            Heap(each.value, str(FATES[each]), plan.counts[each], each == fate)
            for each in Fate
            if plan.counts[each]
        ],
        "fate": fate,
        "words": words,
        "page": page,
        "shown": [Shown(step, str(FATES[step.fate]), told(step)) for step in page],
        "leaves": plan.counts[Fate.LEAVES],
        "many_leave": _many_leave(plan),
        "undone": plan.counts[Fate.CLASH] + plan.counts[Fate.ERROR],
        "left_out": [(count, LEFT_OUT[code]) for code, count in roster.left_out.items() if code in LEFT_OUT],
    }


def columns_page(roster: RosterImport, posted: Mapping[str, str]) -> dict[str, Any]:
    """The columns of a table with their first cells, and what each may hold."""
    head, records = roster.cells["head"], roster.cells["records"]
    width = max([len(head), *(len(cells) - 1 for cells in records)])
    guessed = roles_by_head(head) if head else [""] * width
    columns = [
        Column(
            number=number,
            heading=head[number - 1] if number <= len(head) else "",
            samples=[cells[number] for cells in records[:_SAMPLES] if number < len(cells) and cells[number]],
            chosen=posted.get(f"column-{number}", guessed[number - 1] if number <= len(guessed) else ""),
        )
        for number in range(1, width + 1)
    ]
    return {
        "columns": columns,
        "roles": [(role, ROLE_WORDS[role]) for role in ("", *ROLES)],
        "has_head": bool(head),
        "count": len(records),
    }


def done_page(roster: RosterImport) -> dict[str, Any]:
    """What came of a list: how many of what, and for which classes there are cards to make."""
    made = places_without_card(roster)
    rooms = Classroom.objects.filter(pk__in=list(made)).order_by("name")
    counts = roster.outcome.get("counts", {})
    return {
        "counts": [(counts[fate], FATES[fate]) for fate in Fate if counts.get(fate)],
        "new_classes": roster.outcome.get("classes", 0),
        "cards": [(room, len(made[room.pk])) for room in rooms],
        "cards_in_all": sum(len(places) for places in made.values()),
        "undone": counts.get(Fate.CLASH, 0) + counts.get(Fate.ERROR, 0),
    }


def _many_leave(plan: Plan) -> bool:
    """Whether most pupils of the classes on the list would leave: it is likely not the whole list, then."""
    stay = plan.counts[Fate.SAME] + plan.counts[Fate.CHANGED]
    return plan.counts[Fate.LEAVES] > max(3, stay)
