"""Drawn originals come from their parameters alone, and wrong parameters are met by a sentence."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.drawn.draw import DrawingError, draw

SCREEN: dict[str, Any] = {
    "size": [200, 120],
    "paper": [10, 20, 30],
    "items": [
        {"box": [10, 10, 60, 40], "fill": [200, 0, 0], "radius": 6},
        {"disc": [160, 60, 20], "fill": [0, 200, 0]},
        {"line": [[5, 100], [195, 100]], "ink": [255, 255, 255], "width": 2},
        {"text": "14:05", "at": [70, 40], "size": 20, "ink": [255, 255, 255]},
    ],
}
CHART: dict[str, Any] = {
    "kind": "bars", "size": [480, 360], "title": "Zoo", "note": "demo data",
    "labels": ["A", "B"], "values": [10, 20], "axis": [0, 20], "tick": 5,
}  # fmt: skip


def test_same_parameters_give_the_same_bytes() -> None:
    for generator, params in (("screen", SCREEN), ("chart", CHART)):
        assert np.array_equal(draw(generator, params), draw(generator, params))


def test_every_kind_of_item_is_where_it_was_asked_for() -> None:
    picture = draw("screen", SCREEN)
    assert picture.shape == (120, 200, 3)
    assert picture[2, 2].tolist() == [10, 20, 30]
    assert picture[25, 30].tolist() == [200, 0, 0]
    assert picture[10, 10].tolist() != [200, 0, 0], "a round corner"
    assert picture[60, 160].tolist() == [0, 200, 0]
    assert picture[100, 100].tolist() == [255, 255, 255]
    assert (picture[24:42, 70:120] == 255).any(), "the text"


def _filled(picture: Any, columns: slice) -> int:
    return int((picture[132:268, columns] == (38, 98, 168)).all(axis=2).sum())


@given(st.floats(2, 10), st.floats(1.1, 3))
@settings(max_examples=20, deadline=None)
def test_a_bar_is_as_tall_as_its_value(value: float, times: float) -> None:
    picture = draw("chart", {**CHART, "values": [value, value * times], "axis": [0, 30], "tick": 10})
    small, large = _filled(picture, slice(96, 264)), _filled(picture, slice(264, 432))
    # Rounded corners and whole pixels make up for the rest.
    assert large / small == pytest.approx(times, rel=0.12)


def test_the_area_of_a_disc_follows_its_value_and_not_its_width() -> None:
    discs = {**CHART, "kind": "discs"}
    for scale, times in (("area", 2), ("width", 4)):
        picture = draw("chart", {**discs, "scale": scale})
        inked = (picture == (38, 98, 168)).all(axis=2)
        assert inked[:, 240:].sum() / inked[:, :240].sum() == pytest.approx(times, rel=0.08)


@pytest.mark.parametrize(
    ("generator", "change", "named"),
    [
        ("oil", {}, "`generator`"),
        ("screen", {"size": [10, 10]}, "`size`"),
        ("screen", {"paper": [0, 0, 300]}, "`paper`"),
        ("screen", {"items": [{"text": "5 €", "at": [0, 0]}]}, "`items[0].text` has signs"),
        ("screen", {"items": [{"star": 1}]}, "`items[0]"),
        ("screen", {"items": [{"box": [9, 9, 2, 2]}]}, "`items[0].box`"),
        ("chart", {"labels": ["A"]}, "`labels`"),
        ("chart", {"values": [1, -1]}, "`values`"),
        ("chart", {"axis": [5, 5]}, "`axis`"),
        ("chart", {"kind": "line"}, "`labels`"),
        ("chart", {"colour": 1}, "`colour`"),
    ],
)
def test_wrong_parameters_are_named(generator: str, change: dict[str, Any], named: str) -> None:
    base = CHART if generator == "chart" else SCREEN
    with pytest.raises(DrawingError) as caught:
        draw(generator, {**base, **change})
    assert named in str(caught.value)
