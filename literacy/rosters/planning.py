"""Deciding the fate of every row of a list, and of those who are not on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from literacy.classroom.actions.rosters import MOST_PUPILS, same_name
from literacy.rosters.matching import Matched, Matching
from literacy.rosters.plan import Fate, Place, Plan, Snapshot, Step
from literacy.rosters.reading.rows import Row
from literacy.rosters.reading.text import visible

_ARRIVALS = (Fate.NEW, Fate.JOINS, Fate.MOVED, Fate.BACK)


def plan_for(rows: Sequence[Row], school: Snapshot, *, is_complete: bool) -> Plan:
    """What the rows would do. Nothing is written; equal input gives an equal plan.

    Pupils who are not on the list leave only if it `is_complete`, only from classes that it names, and never when a
    row that clashes or fails may have meant them.
    """
    matching = Matching(school)
    matching.match(list(rows))
    own: dict[int, list[Place]] = defaultdict(list)
    for place in school.places:
        own[place.user].append(place)
    known: dict[int, list[Matched]] = defaultdict(list)
    new: dict[str, list[Matched]] = defaultdict(list)
    for matched in matching.matched:
        if matched.user is None:
            new[matched.person].append(matched)
        else:
            known[matched.user].append(matched)
    steps = [step for user, rows_of in known.items() for step in _known(rows_of, own[user], school)]
    steps += [step for rows_of in new.values() for step in _new(rows_of)]
    if is_complete:
        steps += _leaving(steps, matching, school)
    steps = [*_within_limits(steps, school), *matching.stopped]
    steps.sort(
        key=lambda step: (step.line == 0, step.line, step.title, same_name(step.name), step.place or 0)
    )
    made = {step.title: None for step in steps if step.classroom is None and step.fate in _ARRIVALS}
    return Plan(tuple(steps), tuple(made), Counter(step.fate.value for step in steps))


def _new(rows: list[Matched]) -> list[Step]:
    """Somebody nobody knows: new in the first of their classes, and in the others as well."""
    return [
        Step(
            fate=Fate.JOINS if position else Fate.NEW,
            line=each.row.line,
            name=each.row.name,
            title=each.title,
            sourced_id=each.row.sourced_id,
            person=each.person,
            classroom=each.classroom,
        )
        for position, each in enumerate(rows)
    ]


def _known(rows: list[Matched], places: list[Place], school: Snapshot) -> list[Step]:
    """The fates of the rows about one pupil, who has these places in the school."""
    rows = sorted(rows, key=lambda each: each.row.line)
    at = {place.classroom: place for place in places}
    if school.scope is not None and not any(place.classroom in school.reach for place in places):
        return [_stopped(each, "elsewhere") for each in rows]
    there = [place for place in places if place.is_there]
    named = {each.classroom for each in rows}
    arriving = [each for each in rows if each.classroom not in {place.classroom for place in there}]
    departing = [place for place in there if place.classroom not in named]
    moves = len(arriving) == 1 and len(departing) == 1
    steps = []
    for position, each in enumerate(rows):
        place = at.get(each.classroom or 0)
        old = places[0].name
        renamed = not each.by_name and not position and visible(old) != each.row.name
        step = Step(
            fate=Fate.SAME,
            line=each.row.line,
            name=each.row.name,
            title=each.title,
            sourced_id=each.row.sourced_id,
            user=each.user,
            classroom=each.classroom,
            place=place.pk if place else None,
            old_name=old if renamed else "",
            links=each.links and not position,
        )
        if each not in arriving:
            steps.append(replace(step, fate=Fate.CHANGED if step.old_name or step.links else Fate.SAME))
        elif moves and departing[0].classroom not in school.reach:
            steps.append(_stopped(each, "elsewhere"))
        elif moves:
            old_title = school.name_of(departing[0].classroom)
            steps.append(replace(step, fate=Fate.MOVED, leaving=departing[0].pk, old_title=old_title))
        elif there:
            steps.append(replace(step, fate=Fate.JOINS))
        elif over := next((place for place in places if place.in_archive), None):
            steps.append(replace(step, fate=Fate.MOVED, old_title=school.name_of(over.classroom)))
        else:
            steps.append(replace(step, fate=Fate.BACK))
    return steps


def _stopped(each: Matched, reason: str) -> Step:
    return Step(Fate.ERROR, each.row.line, each.row.name, each.title, each.row.sourced_id, reason=reason)


def _leaving(steps: list[Step], matching: Matching, school: Snapshot) -> list[Step]:
    """Those who are in a class that the list names, and whom no row of it is or may be about."""
    named = {step.classroom for step in steps if step.fate != Fate.ERROR}
    kept = {(step.user, step.classroom) for step in steps}
    moving = {step.leaving for step in steps}
    return [
        Step(
            fate=Fate.LEAVES,
            line=0,
            name=place.name,
            title=school.name_of(place.classroom),
            user=place.user,
            classroom=place.classroom,
            place=place.pk,
        )
        for place in school.places
        if place.is_there
        and place.classroom in named & school.reach
        and (place.user, place.classroom) not in kept
        and place.pk not in moving
        and place.user not in matching.meant
        and same_name(place.name) not in matching.names
    ]


def _within_limits(steps: list[Step], school: Snapshot) -> list[Step]:
    """The steps, without the arrivals for which a class has no room; whoever would have moved there stays."""
    class_of = {place.pk: place.classroom for place in school.places}
    pupils: Counter[int | str] = Counter(place.classroom for place in school.places if place.is_there)
    pupils.subtract(step.classroom or 0 for step in steps if step.fate == Fate.LEAVES)
    kept: list[Step] = []
    refused: set[str] = set()
    for step in sorted(steps, key=lambda step: step.line):
        to = step.classroom or step.title
        if step.fate not in _ARRIVALS:
            kept.append(step)
        elif step.person in refused or pupils[to] >= MOST_PUPILS:
            refused |= {step.person} - {""}
            kept.append(
                Step(Fate.ERROR, step.line, step.name, step.title, step.sourced_id, reason="class-full")
            )
        else:
            pupils[to] += 1
            if step.leaving is not None:
                pupils[class_of[step.leaving]] -= 1
            kept.append(step)
    return kept
