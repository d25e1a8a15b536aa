"""Claims about frames in planes: nothing but what was altered differs there, and pictures and planes go together."""

import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.forgery.film.between import Between
from quizzes.forgery.film.frame import Frame
from quizzes.forgery.film.planes import Planes, patched, picture_of, planes_of
from quizzes.forgery.film.window import whole as all_of
from quizzes.forgery.picture import Picture

ALL = all_of(64, 96)


def picture(seed: int, width: int = 96, height: int = 64) -> Picture:
    """Soft colours, none of them at the edge of what planes can say."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(40, 216, (height // 8, width // 8, 3), np.uint8)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def apart(one: Planes, other: Planes) -> int:
    return max(int(np.abs(a.astype(int) - b).max()) for a, b in zip(one, other, strict=True))


@given(seed=st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_planes_that_became_a_picture_become_the_same_planes_again(seed: int) -> None:
    planes = planes_of(picture(seed))
    assert apart(planes_of(picture_of(planes)), planes) <= 1


@given(
    seed=st.integers(0, 99),
    left=st.integers(0, 90),
    top=st.integers(0, 60),
    width=st.integers(0, 40),
    height=st.integers(0, 40),
)
@settings(max_examples=60, deadline=None)
def test_planes_of_an_altered_frame_are_those_of_the_original_outside_and_those_of_the_picture_inside(
    seed: int, left: int, top: int, width: int, height: int
) -> None:
    whole, other = picture(seed), 255 - picture(seed)
    labels = np.zeros(whole.shape[:2], np.uint8)
    labels[top : top + height, left : left + width] = 2
    planes = planes_of(whole)
    altered = Frame.of_planes(planes).altered((picture_of(planes), other), ALL, labels)
    light, *colours = altered.planes
    assert np.array_equal(light[labels == 0], planes[0][labels == 0])
    four = labels.reshape(32, 2, 48, 2).max(axis=(1, 3))
    for now, before in zip(colours, planes[1:], strict=True):
        assert np.array_equal(now[four == 0], before[four == 0])
    assert apart(altered.planes, planes_of(altered.picture)) <= 1
    assert np.array_equal(altered.picture[labels > 0], other[labels > 0])


def test_frame_known_as_a_picture_has_the_planes_of_what_it_shows() -> None:
    whole, other = picture(1), picture(2)
    labels = np.zeros(whole.shape[:2], np.uint8)
    labels[11:30, 21:50] = 1
    frame = Frame.of_picture(whole)
    shown = whole.copy()
    shown[labels > 0] = other[labels > 0]
    assert apart(frame.altered((whole, other), ALL, labels).planes, planes_of(shown)) == 0
    assert apart(patched(frame.planes, (whole, other), ALL, labels), planes_of(shown)) == 0
    window = (slice(10, 30), slice(20, 52))
    small = frame.altered((whole[window].copy(), other[window].copy()), window, labels[window].copy())
    assert np.array_equal(small.picture, shown) and apart(small.planes, planes_of(shown)) == 0
    assert frame.picture is whole and not frame.filmed


@given(top=st.integers(0, 62), left=st.integers(0, 94), height=st.integers(1, 9), width=st.integers(1, 9))
@settings(max_examples=30, deadline=None)
def test_a_part_of_a_frame_is_that_part_of_its_picture_to_the_byte(
    top: int, left: int, height: int, width: int
) -> None:
    planes = planes_of(picture(4))
    window = (slice(top, min(64, top + height)), slice(left, min(96, left + width)))
    frame = Frame.of_planes(planes)
    assert np.array_equal(frame.part(window), picture_of(planes)[window])
    assert np.array_equal(frame.picture[window], frame.part(window))


def test_mirrored_frame_is_mirrored_as_picture_and_in_planes() -> None:
    frame = Frame.of_planes(planes_of(picture(3)))
    turned = frame.mirrored()
    assert np.array_equal(turned.picture, frame.picture[:, ::-1])
    assert all(np.array_equal(a, b[:, ::-1]) for a, b in zip(turned.planes, frame.planes, strict=True))


def test_frame_half_way_shows_a_thing_half_way() -> None:
    def thing(at: int) -> Frame:
        shown = picture(4, 320, 192)
        cv2.rectangle(shown, (at, 80), (at + 60, 130), (250, 250, 250), -1)
        cv2.rectangle(shown, (at + 20, 95), (at + 40, 115), (20, 20, 20), -1)
        return Frame.of_picture(shown)

    middle = Between(thing(100), thing(112)).at(0.5).planes
    wanted = thing(106).planes
    wrong = [thing(at).planes for at in (100, 112)]

    def far(planes: Planes) -> float:
        return float(np.abs(middle[0][70:140, 90:180].astype(int) - planes[0][70:140, 90:180]).mean())

    assert far(wanted) < 0.5 * min(map(far, wrong))
