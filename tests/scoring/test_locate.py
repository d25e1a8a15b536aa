"""What a marked place earns, against masks whose answer can be worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.scoring.marking.grid import CELLS, COLUMNS, ROWS, cell_at, cell_rectangle
from quizzes.scoring.marking.locate import REACH, TOLERANCE, Cell, Point, Rectangle, mark_locate
from quizzes.scoring.marking.regions import Mask

WHOLE = Rectangle(0, 0, 1, 1)

# A picture of 160 by 120 pixels: the diagonal is 200, so 6 pixels are the tolerance and 30 the reach.
HEIGHT, WIDTH = 120, 160


def region(left: int, top: int, right: int, bottom: int) -> Mask:
    mask = np.zeros((HEIGHT, WIDTH), dtype=bool)
    mask[top:bottom, left:right] = True
    return mask


# Multiples of 1/32 of both sides, so that mirroring is exact in floating point.
steps = st.integers(0, 32)
regions = st.builds(
    lambda left, top, width, height: region(left, top, left + width, top + height),
    st.integers(0, 130),
    st.integers(0, 90),
    st.integers(1, 30),
    st.integers(1, 30),
)
points = st.builds(lambda x, y: Point(x / 32, y / 32), steps, steps)
rectangles = st.builds(
    lambda a, b, c, d: Rectangle(min(a, c) / 32, min(b, d) / 32, max(a, c) / 32, max(b, d) / 32),
    steps,
    steps,
    steps,
    steps,
)
cells = st.sampled_from(CELLS).map(Cell)
responses = st.one_of(points, rectangles, cells)


def mirrored(response: Point | Rectangle | Cell) -> Point | Rectangle | Cell:
    match response:
        case Point(x=x, y=y):
            return Point(1 - x, y)
        case Rectangle():
            return Rectangle(1 - response.right, response.top, 1 - response.left, response.bottom)
        case Cell(name=name):
            return Cell(COLUMNS[-1 - COLUMNS.index(name[0])] + name[1])


def test_a_point_on_the_region_earns_everything() -> None:
    mark = mark_locate(Point(0.5, 0.5), region(70, 50, 90, 70))
    assert (mark.inside, mark.points, mark.distance) == (True, 1.0, 0.0)


@pytest.mark.parametrize(
    ("pixels_away", "points_earned"),
    [(0, 1), (5, 1), (6, 1), (12, 0.75), (18, 0.5), (24, 0.25), (30, 0), (60, 0)],
)
def test_a_point_beside_the_region_earns_by_its_distance(pixels_away: int, points_earned: float) -> None:
    mark = mark_locate(Point((60 + pixels_away) / WIDTH, 0.5), region(40, 40, 60, 80))
    assert mark.points == pytest.approx(points_earned)
    assert mark.distance == pytest.approx(pixels_away / 200)
    assert mark.inside == (pixels_away <= 6)


def test_distance_is_measured_in_the_picture_and_not_in_a_square() -> None:
    # 3 across and 4 down from the corner of the region, times 5: 25 pixels, an eighth of the diagonal.
    mark = mark_locate(Point((60 + 15) / WIDTH, (60 + 20) / HEIGHT), region(40, 40, 60, 60))
    assert mark.distance == pytest.approx(0.125)


@given(regions, st.integers(0, 31), steps)
def test_a_point_nearer_by_never_earns_less(mask: Mask, x: int, y: int) -> None:
    here, there = (mark_locate(Point(place / 32, y / 32), mask) for place in (x, x + 1))
    nearer, farther = sorted((here, there), key=lambda mark: mark.distance)
    assert nearer.points >= farther.points


@given(responses, regions)
def test_every_mark_is_a_share_and_inside_means_all_of_it(
    response: Point | Rectangle | Cell, mask: Mask
) -> None:
    mark = mark_locate(response, mask)
    assert 0 <= mark.points <= 1
    assert 0 <= mark.distance <= 1
    assert mark.inside == (mark.points == 1)


@given(responses, regions)
def test_mirroring_picture_and_answer_changes_nothing(response: Point | Rectangle | Cell, mask: Mask) -> None:
    here, there = mark_locate(response, mask), mark_locate(mirrored(response), mask[:, ::-1])
    assert there.points == pytest.approx(here.points, abs=1e-6)
    assert there.distance == pytest.approx(here.distance, abs=1e-9)


@given(points, regions)
def test_a_picture_twice_as_fine_marks_a_point_the_same(response: Point, mask: Mask) -> None:
    fine = mask.repeat(2, axis=0).repeat(2, axis=1)
    assert mark_locate(response, fine).points == pytest.approx(mark_locate(response, mask).points)


@given(st.one_of(regions, st.just(region(0, 0, WIDTH, HEIGHT)), st.just(region(0, 0, 100, HEIGHT))))
def test_a_rectangle_over_the_whole_picture_earns_nothing(mask: Mask) -> None:
    assert mark_locate(WHOLE, mask).points == 0


@given(st.integers(0, 120), st.integers(0, 80), st.integers(15, 40), st.integers(15, 40))
def test_the_exact_rectangle_earns_everything(left: int, top: int, width: int, height: int) -> None:
    exact = Rectangle(left / WIDTH, top / HEIGHT, (left + width) / WIDTH, (top + height) / HEIGHT)
    assert mark_locate(exact, region(left, top, left + width, top + height)).points == 1


def test_a_rectangle_loose_by_the_tolerance_still_earns_everything() -> None:
    loose = Rectangle(54 / WIDTH, 34 / HEIGHT, 106 / WIDTH, 86 / HEIGHT)
    assert mark_locate(loose, region(60, 40, 100, 80)).inside


def test_ground_within_the_tolerance_is_not_held_against_a_rectangle_around_a_small_region() -> None:
    # Four times the region's area, so an overlap of a quarter if the ground around it counted.
    loose = Rectangle(65 / WIDTH, 45 / HEIGHT, 85 / WIDTH, 65 / HEIGHT)
    assert mark_locate(loose, region(70, 50, 80, 60)).inside


def test_growing_a_rectangle_over_the_picture_costs_more_and_more() -> None:
    mask = region(70, 50, 90, 70)
    earned = [
        mark_locate(Rectangle(0.5 - half, 0.5 - half, 0.5 + half, 0.5 + half), mask).points
        for half in (0.1, 0.2, 0.3, 0.4, 0.5)
    ]
    assert earned == sorted(earned, reverse=True)
    assert earned[0] == 1
    assert earned[2] < 0.2
    assert earned[-1] == 0


def test_half_of_the_picture_earns_next_to_nothing() -> None:
    assert mark_locate(Rectangle(0, 0, 0.5, 1), region(20, 50, 40, 70)).points < 0.1


def test_a_rectangle_elsewhere_earns_nothing_and_knows_how_far() -> None:
    mark = mark_locate(Rectangle(0.75, 0.25, 1, 0.75), region(20, 40, 60, 80))
    assert mark.points == 0
    assert mark.distance == pytest.approx(60 / 200)


def test_a_rectangle_drawn_by_a_trembling_click_counts_as_the_click() -> None:
    mask = region(70, 50, 90, 70)
    assert mark_locate(Rectangle(0.49, 0.49, 0.51, 0.51), mask) == mark_locate(Point(0.5, 0.5), mask)


def test_the_cell_that_holds_the_region_earns_everything_and_its_sides_a_quarter() -> None:
    mask = region(62, 40, 70, 50)  # with the tolerance around it still well inside C2
    earned = {name: mark_locate(Cell(name), mask).points for name in CELLS}
    assert earned.pop("C2") == 1
    assert {name for name, points in earned.items() if points == 0.25} == {"B2", "D2", "C1", "C3"}
    assert sum(earned.values()) == 1


def test_every_cell_of_a_long_region_counts() -> None:
    mask = region(0, 40, WIDTH, 50)
    assert all(mark_locate(Cell(column + "2"), mask).inside for column in COLUMNS)


def test_a_region_on_a_corner_counts_in_all_four_cells() -> None:
    mask = region(75, 55, 85, 65)
    assert {name for name in CELLS if mark_locate(Cell(name), mask).inside} == {"C2", "D2", "C3", "D3"}


def test_a_cell_counts_in_full_from_half_of_what_the_fullest_holds_and_in_proportion_below() -> None:
    # C2 ends at 80 pixels. Widened by 6, the region begins at 54 and ends 16 or 8 pixels into D2.
    assert mark_locate(Cell("D2"), region(60, 40, 90, 50)).inside
    assert 0.5 < mark_locate(Cell("D2"), region(60, 40, 82, 50)).points < 2 * 8 / 26


@settings(deadline=None, max_examples=40)
@given(regions)
def test_every_region_can_be_found_from_the_keyboard(mask: Mask) -> None:
    assert any(mark_locate(Cell(name), mask).inside for name in CELLS)


@settings(deadline=None, max_examples=40)
@given(regions)
def test_cells_chosen_blindly_earn_little(mask: Mask) -> None:
    assert sum(mark_locate(Cell(name), mask).points for name in CELLS) / len(CELLS) < 0.4


def test_points_placed_blindly_earn_little_on_a_small_region() -> None:
    mask = region(70, 50, 90, 70)
    blind = [
        mark_locate(Point((x + 0.5) / 16, (y + 0.5) / 12), mask).points for x in range(16) for y in range(12)
    ]
    assert sum(blind) / len(blind) < 0.2


@given(st.floats(0, 1), st.floats(0, 1))
def test_every_point_lies_in_the_cell_that_names_it(x: float, y: float) -> None:
    place = cell_rectangle(cell_at(x, y))
    assert place.left - 1e-9 <= x <= place.right + 1e-9
    assert place.top - 1e-9 <= y <= place.bottom + 1e-9


def test_cells_are_named_in_reading_order_and_fill_the_picture() -> None:
    assert (CELLS[0], CELLS[5], CELLS[-1]) == ("A1", "F1", "F4")
    assert len(CELLS) == len(COLUMNS) * len(ROWS) == 24
    areas = [(r.right - r.left) * (r.bottom - r.top) for r in map(cell_rectangle, CELLS)]
    assert math.fsum(areas) == pytest.approx(1)


@pytest.mark.parametrize("name", ["", "A", "A0", "A5", "G1", "a1", "A11", "ÄB"])
def test_a_cell_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a cell"):
        Cell(name)


@pytest.mark.parametrize(("x", "y"), [(-0.01, 0.5), (0.5, 1.01), (math.nan, 0.5)])
def test_a_point_outside_the_picture_is_refused(x: float, y: float) -> None:
    with pytest.raises(ValueError, match="inside the picture"):
        Point(x, y)


@pytest.mark.parametrize("sides", [(0.6, 0, 0.4, 1), (0, 0, 1.1, 1), (0, math.nan, 1, 1)])
def test_a_rectangle_outside_the_picture_or_inside_out_is_refused(
    sides: tuple[float, float, float, float],
) -> None:
    with pytest.raises(ValueError, match="inside the picture"):
        Rectangle(*sides)


@pytest.mark.parametrize("mask", [np.zeros((4, 4), dtype=bool), np.ones(4, dtype=bool)])
def test_a_mask_without_a_place_in_it_is_refused(mask: Mask) -> None:
    with pytest.raises(ValueError, match="region"):
        mark_locate(Point(0.5, 0.5), mask)


def test_the_tolerance_is_smaller_than_a_cell_and_the_reach_smaller_than_the_picture() -> None:
    assert 0 < TOLERANCE < REACH < 0.25
