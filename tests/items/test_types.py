"""What each item type takes from a form, and what it makes of it."""

import pytest

from quizzes.attempts.course import Place
from quizzes.items.types import ITEM_TYPES, Shown
from quizzes.items.types.judge import JudgeForm, stops
from quizzes.items.types.locate import LocateForm

TRUTH = {"size": [240, 160], "regions": [{"box": [0.5, 0.25, 0.75, 0.5]}]}


def test_the_scale_runs_from_real_to_manipulated_with_check_first_in_the_middle() -> None:
    assert [stop.side for stop in stops()] == ["real"] * 3 + ["check"] + ["fake"] * 3
    assert [stop.percent for stop in stops()] == [95, 80, 60, 50, 60, 80, 95]


@pytest.mark.parametrize("sent", ["", "0.7", "1", "nan", "manipulated"])
def test_a_judgement_off_the_scale_gets_a_sentence(sent: str) -> None:
    form = JudgeForm({"p_manipulated": sent})
    assert not form.is_valid()
    assert len(str(form.errors["p_manipulated"][0])) > 20


def test_points_sent_by_the_browser_are_ignored() -> None:
    form = JudgeForm({"p_manipulated": "0.05", "points": "1", "outcome": "hit"})
    assert form.is_valid()
    marked = ITEM_TYPES["judge"].mark(form.cleaned_data, Shown(is_manipulated=True, truth={}))
    assert marked.outcome == "miss"
    assert marked.points == pytest.approx(0)
    assert marked.response == {"p_manipulated": 0.05}


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"x": "0.5"},
        {"x": "1.5", "y": "0.5"},
        {"x": "nan", "y": "0.5"},
        {"cell": "Z9"},
        {"x": "here", "y": "there", "cell": "A1"},
    ],
)
def test_a_place_outside_the_picture_gets_a_sentence_of_its_own(sent: dict[str, str]) -> None:
    form = LocateForm(sent)
    assert not form.is_valid()
    assert len(form.non_field_errors()) == 1


def test_a_point_says_more_than_a_cell_and_wins() -> None:
    form = LocateForm({"x": "0.6", "y": "0.3", "cell": "A1"})
    assert form.is_valid()
    marked = ITEM_TYPES["locate"].mark(form.cleaned_data, Shown(is_manipulated=True, truth=TRUTH))
    assert (marked.points, marked.response["cell"]) == (1, "D2")


def test_a_cell_on_the_changed_region_earns_full_points_and_a_far_one_none() -> None:
    kind, shown = ITEM_TYPES["locate"], Shown(is_manipulated=True, truth=TRUTH)
    points = {}
    for cell in ("D2", "A4"):
        form = LocateForm({"cell": cell})
        assert form.is_valid()
        points[cell] = kind.mark(form.cleaned_data, shown).points
    assert points == {"D2": 1, "A4": 0}


def test_a_place_in_a_real_picture_is_neither_right_nor_wrong() -> None:
    form = LocateForm({"cell": "D2"})
    assert form.is_valid()
    marked = ITEM_TYPES["locate"].mark(form.cleaned_data, Shown(is_manipulated=False, truth={}))
    assert (marked.points, marked.response) == (None, {"cell": "D2"})


@pytest.mark.parametrize(
    ("said", "asked"), [(None, False), (0.05, False), (0.5, False), (0.6, True), (0.95, True)]
)
def test_where_is_asked_only_of_those_who_call_the_clip_manipulated(said: float | None, asked: bool) -> None:
    assert (
        ITEM_TYPES["locate"].asked_after(Place(1, 1, "twin", ["judge", "locate"], p_manipulated=said))
        is asked
    )
