"""The fate of every row: by the number first, then by the name within the class, and nobody leaves by mistake."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literacy.classroom.actions.rosters import MOST_PUPILS
from literacy.rosters import matching
from literacy.rosters.matching import MOST_NEW_CLASSES
from literacy.rosters.plan import Fate, Place, Plan, Snapshot, Step
from literacy.rosters.planning import plan_for
from literacy.rosters.reading.rows import Row
from literacy.rosters.words import FATES, REASONS, told

B, C, OVER = 1, 2, 9
_ROOM = Path(matching.__file__).parent
SOURCES = "".join(
    path.read_text(encoding="utf-8")
    for path in _ROOM.rglob("*.py")
    if path.name not in ("words.py", "columns.py")
)


def school(
    *places: tuple[int, int, str] | tuple[int, int, str, bool],
    ids: dict[str, int] | None = None,
    scope: int | None = None,
    reach: Iterable[int] = (B, C),
) -> Snapshot:
    """2B and 2C, and 1B that is over; places as (user, class, name) and False for somebody who left it."""
    return Snapshot(
        classes={B: "2B", C: "2C"},
        over={OVER: "1B"},
        places=tuple(
            Place(100 + at, user, room, name, room != OVER and (not rest or rest[0]), room == OVER)
            for at, (user, room, name, *rest) in enumerate(places)
        ),
        ids=ids or {},
        reach=frozenset(reach),
        scope=scope,
    )


def rows(*lines: tuple[str, ...]) -> list[Row]:
    """Rows of (name, class, number), on lines from 2."""
    return [Row(line, *values) for line, values in enumerate(lines, start=2)]


def fates(plan: Plan) -> list[str]:
    return [step.fate.value for step in plan.steps]


def reasons(plan: Plan) -> list[str]:
    return [step.reason for step in plan.steps]


def test_a_name_that_is_in_the_class_stays_whatever_its_case_and_accents() -> None:
    plan = plan_for(rows(("ZOE", "2b"), ("Zoë", "2C")), school((7, B, "Zoë")), is_complete=False)
    assert fates(plan) == ["same", "new"]
    assert plan.changes == 1


def test_a_number_finds_a_pupil_whose_name_and_class_changed() -> None:
    plan = plan_for(rows(("Noor Smit", "2C", "7")), school((7, B, "Noor"), ids={"7": 7}), is_complete=False)
    [step] = plan.steps
    assert (step.fate, step.user, step.leaving, step.old_title, step.old_name) == (
        Fate.MOVED,
        7,
        100,
        "2B",
        "Noor",
    )


def test_a_number_nobody_has_is_kept_with_the_pupil_of_that_name() -> None:
    plan = plan_for(rows(("Noor", "2B", "7")), school((7, B, "Noor")), is_complete=False)
    assert fates(plan) == ["changed"]
    assert plan.steps[0].links


def test_a_number_nobody_has_is_not_given_to_a_pupil_who_has_another() -> None:
    plan = plan_for(rows(("Noor", "2B", "8")), school((7, B, "Noor"), ids={"7": 7}), is_complete=False)
    assert fates(plan) == ["new"]


def test_somebody_who_left_comes_back_as_who_they_were() -> None:
    plan = plan_for(rows(("Noor", "2B")), school((7, B, "Noor", False)), is_complete=False)
    [step] = plan.steps
    assert (step.fate, step.user, step.place) == (Fate.BACK, 7, 100)


def test_a_pupil_of_a_class_that_is_over_moves_on_and_keeps_the_old_place() -> None:
    plan = plan_for(rows(("Noor", "2B", "7")), school((7, OVER, "Noor"), ids={"7": 7}), is_complete=True)
    [step] = plan.steps
    assert (step.fate, step.old_title, step.leaving, step.place) == (Fate.MOVED, "1B", None, None)


def test_a_pupil_may_be_in_two_classes() -> None:
    lines = rows(("Noor", "2B", "7"), ("Noor", "2C", "7"))
    assert fates(plan_for(lines, school(ids={}), is_complete=False)) == ["new", "joins"]
    both = school((7, B, "Noor"), (7, C, "Noor"), ids={"7": 7})
    assert fates(plan_for(lines, both, is_complete=True)) == ["same", "same"]
    one = school((7, B, "Noor"), ids={"7": 7})
    assert fates(plan_for(lines, one, is_complete=True)) == ["same", "joins"]


def test_a_pupil_leaves_only_a_class_the_whole_list_names() -> None:
    there = school((7, B, "Noor"), (8, B, "Amin"), (9, C, "Bo"))
    assert fates(plan_for(rows(("Noor", "2B")), there, is_complete=False)) == ["same"]
    plan = plan_for(rows(("Noor", "2B")), there, is_complete=True)
    assert [(step.fate, step.name) for step in plan.steps] == [(Fate.SAME, "Noor"), (Fate.LEAVES, "Amin")]


@pytest.mark.parametrize(
    "lines",
    [
        [("Noor", "2B"), ("Amin", "2B"), ("amin", "2B")],
        [("Noor", "2B"), ("Amin", "2B", "5"), ("Amine", "2B", "5")],
        [("Noor", "2B"), ("Amin", "")],
        [("Noor", "2B"), ("Somebody", "2B", "8"), ("Else", "2B", "8")],
    ],
)
def test_nobody_leaves_whom_a_row_that_is_not_done_may_have_meant(lines: list[tuple[str, ...]]) -> None:
    there = school((7, B, "Noor"), (8, B, "Amin"), ids={"8": 8})
    plan = plan_for(rows(*lines), there, is_complete=True)
    assert "leaves" not in fates(plan)
    assert plan.counts[Fate.CLASH] + plan.counts[Fate.ERROR]


def test_a_list_of_errors_alone_empties_no_class() -> None:
    plan = plan_for([Row(2, "", problem="no-name")], school((7, B, "Noor"), scope=B), is_complete=True)
    assert fates(plan) == ["error"]


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        ([("Noor", "2B"), ("noor", "2B")], ["new", "clash"], "twice"),
        ([("Noor", "2B", "5"), ("Amin", "2B", "5")], ["clash", "clash"], "number-twice"),
        ([("Noor", "2B", "5"), ("Noor", "2B", "5")], ["new", "clash"], "twice"),
        ([("Noor", "2B", "5"), ("Noor", "2B", "6")], ["new", "new"], ""),
        ([("Noor", "2B", "5"), ("Noor", "2B")], ["new", "clash"], "twice"),
        ([("Bo", "2B", "5"), ("Bo", "2B", "6")], ["clash", "clash"], "which"),
        ([("Bo", "2B", "5"), ("Bo", "2B")], ["clash", "clash"], "which"),
        ([("Ann", "2B")], ["clash"], "several"),
        ([("Ann", "2B", "5")], ["clash"], "several"),
        ([("Ann", "2B"), ("Fay", "2B")], ["clash", "new"], ""),
        ([("Kim", "2B", "3"), ("Kim", "2B")], ["same", "clash"], "twice"),
        ([("Ann", "2B", "5"), ("Ann", "2C", "5")], ["clash", "clash"], "several"),
    ],
)
def test_rows_that_cannot_be_told_apart_clash(
    lines: list[tuple[str, ...]], expected: list[str], why: str
) -> None:
    there = school((1, B, "Bo"), (2, B, "Ann"), (22, B, "ann"), (3, B, "Kim"), ids={"3": 3})
    plan = plan_for(rows(*lines), there, is_complete=False)
    assert fates(plan) == expected
    assert reasons(plan)[-1] == why


def test_a_list_for_one_class_touches_no_other() -> None:
    there = school((7, B, "Noor"), (8, C, "Amin"), ids={"8": 8}, scope=B, reach=[B])
    plan = plan_for(rows(("Noor", ""), ("Bo", "2C"), ("Amin", "2B", "8")), there, is_complete=True)
    assert reasons(plan) == ["", "other-class", "elsewhere"]
    assert plan.changes == 0


def test_a_teacher_moves_pupils_between_own_classes() -> None:
    there = school((8, C, "Amin"), ids={"8": 8}, scope=B, reach=[B, C])
    assert fates(plan_for(rows(("Amin", "", "8")), there, is_complete=False)) == ["moved"]


def test_references_of_an_export_hold_within_the_school_only() -> None:
    there = school((7, B, "Noor"), (77, B, "Noor"))
    plan = plan_for(rows(("Noor", "2B", "sl:77"), ("Bo", "2B", "sl:8")), there, is_complete=False)
    assert fates(plan) == ["same", "error"]
    assert plan.steps[0].user == 77


def test_a_full_class_takes_nobody_in_and_whoever_would_have_moved_there_stays() -> None:
    full = [(1000 + number, B, f"Pupil {number}") for number in range(MOST_PUPILS)]
    there = school(*full, (7, C, "Noor"), ids={"7": 7})
    plan = plan_for(rows(("Noor", "2B", "7"), ("Bo", "2B")), there, is_complete=False)
    assert reasons(plan) == ["class-full", "class-full"]
    assert plan.changes == 0


def test_classes_that_are_not_there_are_made_once_and_not_by_the_thousand() -> None:
    plan = plan_for(rows(("Noor", "3a"), ("Amin", "3A"), ("Bo", "3B")), school(), is_complete=False)
    assert plan.new_classes == ("3a", "3B")
    many = plan_for(
        rows(*((f"P{n}", f"K{n}") for n in range(MOST_NEW_CLASSES + 5))), school(), is_complete=False
    )
    assert len(many.new_classes) == MOST_NEW_CLASSES
    assert many.counts[Fate.ERROR] == 5


_NAMES = st.sampled_from(["Noor", "noor", "Zoë", "zoe", "Bo", "Amin", "🦊", "عمر"])
_ROOMS = st.sampled_from(["2B", "2b", "2C", "3A", ""])
_NUMBERS = st.sampled_from(["", "", "5", "6", "7", "sl:1", "sl:99"])


@given(
    lines=st.lists(st.tuples(_NAMES, _ROOMS, _NUMBERS), max_size=12),
    places=st.lists(
        st.tuples(st.integers(1, 6), st.sampled_from([B, C, OVER]), _NAMES, st.booleans()),
        max_size=8,
        unique_by=lambda place: place[:2],
    ),
    numbers=st.dictionaries(st.sampled_from(["5", "6"]), st.integers(1, 6), max_size=2),
    is_complete=st.booleans(),
    scope=st.sampled_from([None, B]),
)
def test_every_plan_can_be_carried_out(
    lines: list[tuple[str, str, str]],
    places: list[tuple[int, int, str, bool]],
    numbers: dict[str, int],
    is_complete: bool,
    scope: int | None,
) -> None:
    users = {place[0] for place in places}
    ids = {number: user for number, user in numbers.items() if user in users}
    ids = {number: user for user, number in {user: number for number, user in ids.items()}.items()}
    there = school(*places, ids=ids, scope=scope, reach=[B] if scope else [B, C])
    listed = rows(*lines)
    plan = plan_for(listed, there, is_complete=is_complete)
    assert sorted(step.line for step in plan.steps if step.line) == [row.line for row in listed]
    assert plan == plan_for(listed, there, is_complete=is_complete)
    doing = [s for s in plan.steps if s.fate not in (Fate.SAME, Fate.CLASH, Fate.ERROR)]
    made = [
        (s.user or s.person, s.classroom or s.title)
        for s in plan.steps
        if s.fate not in (Fate.CLASH, Fate.ERROR)
    ]
    assert len(made) == len(set(made)), "a pupil has one place in a class"
    linked = [s.sourced_id for s in doing if s.links or (s.fate == Fate.NEW and s.sourced_id)]
    assert len(linked) == len(set(linked))
    assert not set(linked) & set(ids)
    assert len({s.user for s in doing if s.links}) == sum(s.links for s in doing)
    assert not {s.user for s in doing if s.links} & set(ids.values())
    people = {s.person for s in doing if s.fate == Fate.NEW}
    assert {s.person for s in doing if s.fate == Fate.JOINS and s.user is None} <= people
    if scope:
        assert {s.classroom for s in doing} <= {B}
        gone = {s.leaving for s in doing} | {s.place for s in doing if s.fate == Fate.LEAVES}
        assert all(place.classroom == B for place in there.places if place.pk in gone)


def test_every_reason_and_fate_has_its_words() -> None:
    for code in set(REASONS) | {""}:
        for fate in Fate:
            step = Step(fate, 2, "Noor", reason=code, old_title="2B", old_name="N", links=True)
            assert "%(" not in told(step)
    assert FATES.keys() == set(Fate)
    reasons_in_code = set(
        re.findall(
            r'"((?:no|long|number|other|class|unknown|too)-[a-z-]+|twice|which|several|elsewhere|private)"',
            SOURCES,
        )
    )
    assert reasons_in_code - {
        "no-list",
        "no-names",
        "no-oneroster",
        "too-big",
        "too-many-rows",
        "other-schools",
    } == set(REASONS)
