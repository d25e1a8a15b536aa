"""Optical flow: which way everything in a film moves."""

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.lenses.media import Frames, Picture
from quizzes.lenses.registry import lens

TILES = 6
COLUMNS = 3
WIDTH = 320
_FULL = 6.0


@lens("optical-flow", "video")
def look(film: Frames) -> Picture:
    """Return a sheet of `TILES` moments, evenly spread: colour is the direction of motion, brightness its speed.

    The colour wheel is that of Baker et al. 2011; full brightness is 6 pixels a frame at a width of 320. What was
    pasted in often moves a little otherwise than what is around it; so does everything that is nearer the camera.
    Raises `ValueError` for a film of fewer than two frames.
    """
    frames = [_small(frame) for frame in film.read()]
    if len(frames) < 2:
        raise ValueError("Motion takes at least two frames.")
    moments = np.unique(np.linspace(1, len(frames) - 1, TILES).round().astype(int))
    tiles = [_flow(frames[at - 1], frames[at]) for at in moments]
    tiles += [np.zeros_like(tiles[0])] * (-len(tiles) % COLUMNS)
    rows = [np.hstack(tiles[at : at + COLUMNS]) for at in range(0, len(tiles), COLUMNS)]
    return np.vstack(rows)


def _small(frame: Picture) -> NDArray[np.uint8]:
    height = max(16, round(WIDTH * frame.shape[0] / frame.shape[1]))
    small = cv2.resize(frame, (WIDTH, height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)


def _flow(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> Picture:
    """Draw the motion between two frames (DIS optical flow, Kroeger et al. 2016)."""
    finder = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    flow = finder.calc(before, after, np.zeros((*before.shape, 2), np.float32))
    speed, direction = cv2.cartToPolar(flow[..., 0], flow[..., 1], angleInDegrees=True)
    wheel = np.zeros((*before.shape, 3), np.uint8)
    wheel[..., 0] = np.rint(direction / 2) % 180
    wheel[..., 1] = 220
    wheel[..., 2] = np.clip(np.rint(255 * speed / _FULL), 0, 255)
    return np.asarray(cv2.cvtColor(wheel, cv2.COLOR_HSV2RGB), np.uint8)
