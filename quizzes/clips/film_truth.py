"""The truth of a film pair as it is kept in its row: when and where the halves differ, seen while they are made."""

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.clips.truth import box_in_fractions, pack_mask
from quizzes.forgery.film.film import FilmTwin, Labels
from quizzes.forgery.picture import box_of

MOST_MOMENTS = 24
_MOST_CONTOURS = 8

Mask: TypeAlias = NDArray[np.bool_]


class SeenTruth:
    """Collects the truth of `twin` from the labels of its frames, in order; keeps two masks a place and no frame."""

    def __init__(self, twin: FilmTwin) -> None:
        self._twin = twin
        ends = [(round(span.start * twin.fps), round(span.end * twin.fps)) for span in twin.spans]
        self._first = min((start for start, _ in ends), default=0)
        length = max((end for _, end in ends), default=twin.count) - self._first
        self._step = max(1, -(-length // MOST_MOMENTS))
        self._ever = self._empty()
        self._now = self._empty()
        self._at = 0
        self._moments: list[dict[str, Any]] = []

    def look(self, number: int, labels: Labels | None) -> None:
        """Take the labels of frame `number`."""
        if labels is None:
            return
        at = max(0, number - self._first) // self._step
        if at != self._at:
            self._close()
            self._at = at
        window = box_of(labels)
        here = labels[window]
        for place in range(self._twin.places):
            self._now[place][window] |= here == place + 1

    def packed(self) -> dict[str, Any]:
        """Return `size`, `seconds`, `fps`, `frames`, `spans` and `moments`, and what changed over all time.

        Spans and moments are in seconds of the twin; boxes are fractions. A moment is a stretch between two
        keyframes: its `mask` holds all that differs in it, and `outline` is that as an SVG path in pixels of
        the picture. `regions` and `mask` are the union over time; absent where time alone was changed.
        """
        self._close()
        twin = self._twin
        truth = shape_of(twin) | {
            "spans": [[round(span.start, 3), round(span.end, 3)] for span in twin.spans],
            "moments": self._moments,
        }
        if self._ever.any():
            truth |= _places(self._ever) | {"mask": pack_mask(np.logical_or.reduce(self._ever))}
        return truth

    def _empty(self) -> Mask:
        return np.zeros((self._twin.places, self._twin.height, self._twin.width), np.bool_)

    def _close(self) -> None:
        if not self._now.any():
            return
        twin, first = self._twin, self._first + self._at * self._step
        whole: Mask = np.logical_or.reduce(self._now)
        self._moments.append(
            {
                "start": round(float(first / twin.fps), 3),
                "end": round(float(min(first + self._step, twin.count) / twin.fps), 3),
                **_places(self._now),
                "mask": pack_mask(whole),
                "outline": outline_of(whole),
            }
        )
        self._ever |= self._now
        self._now[:] = False


def shape_of(film: Any) -> dict[str, Any]:
    """Return `size` [width, height], `seconds`, `fps` [over, under] and `frames` of a `Film` or `FilmTwin`."""
    return {
        "size": [film.width, film.height],
        "seconds": round(float(film.count / film.fps), 3),
        "fps": [film.fps.numerator, film.fps.denominator],
        "frames": film.count,
    }


def outline_of(mask: Mask) -> str:
    """Return the edge of `mask` (height, width) as an SVG path in its pixels, with few points.

    Small gaps are closed and the largest pieces alone are drawn: it is for the eye, the mask is the truth.
    """
    unit = max(1, round(max(mask.shape) / 640))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (4 * unit + 1, 4 * unit + 1))
    # With a rim around it, so that closing does not lose what lies at the edge of the picture.
    rim = 4 * unit
    near = cv2.morphologyEx(np.pad(mask, rim).astype(np.uint8), cv2.MORPH_CLOSE, disc)[rim:-rim, rim:-rim]
    found, _ = cv2.findContours(np.ascontiguousarray(near), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = sorted(found, key=cv2.contourArea, reverse=True)[:_MOST_CONTOURS]
    paths = []
    for contour in largest:
        points = cv2.approxPolyDP(contour, unit, closed=True)[:, 0]
        if len(points) < 3:
            x, y, width, height = cv2.boundingRect(contour)
            points = np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]])
        paths.append("M" + "L".join(f"{x} {y}" for x, y in points.tolist()) + "Z")
    return "".join(paths)


def _places(masks: Mask) -> dict[str, Any]:
    """Return the box of each place that shows, in the order of the recipe's words."""
    height, width = masks.shape[1:]
    boxes = []
    for mask in masks:
        rows, columns = box_of(mask)
        if rows.stop:
            box = (columns.start, rows.start, columns.stop, rows.stop)
            boxes.append({"box": box_in_fractions(box, width, height)})
    return {"regions": boxes}
