"""Pictures as films are coded: light at every pixel and two planes of colour at a quarter of them (YUV 4:2:0, BT.709)."""

from typing import Any, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.film.window import Window, even, placed
from quizzes.forgery.picture import Picture, box_of

Plane: TypeAlias = NDArray[np.uint8]
Planes: TypeAlias = tuple[Plane, Plane, Plane]
"""Light (height, width) and two colours (half of both): limited range, 16 to 235 and 16 to 240 around 128."""

# ITU-R BT.709, limited range, from RGB of 0 to 255.
_FROM_RGB = np.array(
    [
        [0.2126 * 219 / 255, 0.7152 * 219 / 255, 0.0722 * 219 / 255, 16],
        [-0.2126 / 1.8556 * 224 / 255, -0.7152 / 1.8556 * 224 / 255, 0.5 * 224 / 255, 128],
        [0.5 * 224 / 255, -0.7152 / 1.5748 * 224 / 255, -0.0722 / 1.5748 * 224 / 255, 128],
    ],
    np.float32,
)
_BACK = np.linalg.inv(_FROM_RGB[:, :3].astype(np.float64))
_TO_RGB = np.column_stack([_BACK, -_BACK @ _FROM_RGB[:, 3]]).astype(np.float32)


def planes_of(picture: Picture) -> Planes:
    """Return the planes of a picture with even sides."""
    height, width = picture.shape[:2]
    yuv = cv2.transform(picture, _FROM_RGB)
    half = (width // 2, height // 2)
    light, *colours = (cv2.extractChannel(yuv, channel) for channel in range(3))
    first, second = (scaled(cast(Plane, each), half) for each in colours)
    return cast(Plane, light), first, second


def picture_of(planes: Planes) -> Picture:
    """Return the picture of planes: each colour stands for four pixels, as `planes_of` takes it from them."""
    light, *colours = planes
    whole = (light.shape[1], light.shape[0])
    wide = [cv2.resize(each, whole, interpolation=cv2.INTER_NEAREST) for each in colours]
    return cast(Picture, cv2.transform(cv2.merge([light, *wide]), _TO_RGB))


def room_for(height: int, width: int) -> Planes:
    """Return planes of a frame, still to be filled, that lie in one block of memory (see `block_of`)."""
    return planes_in(np.empty(height * width * 3 // 2, np.uint8), height, width)


def planes_in(block: Plane, height: int, width: int) -> Planes:
    """Return the planes that lie behind each other in a block of memory."""
    whole, part, half = height * width, height * width // 4, (height // 2, width // 2)
    return (
        block[:whole].reshape(height, width),
        block[whole : whole + part].reshape(half),
        block[whole + part :].reshape(half),
    )


def block_of(planes: Planes) -> Plane | None:
    """Return the block of memory that planes lie in, behind each other and alone; None where they do not."""
    block = planes[0].base
    if not isinstance(block, np.ndarray) or any(each.base is not block for each in planes):
        return None
    if block.ndim != 1 or block.size != sum(each.size for each in planes):
        return None
    at = block.ctypes.data
    for plane in planes:
        if plane.ctypes.data != at or not plane.flags.c_contiguous:
            return None
        at += plane.size
    return cast(Plane, block)


def mirrored(planes: Planes) -> Planes:
    """Return planes with left and right exchanged."""
    turned = room_for(*planes[0].shape)
    for plane, room in zip(planes, turned, strict=True):
        cv2.flip(plane, 1, room)
    return turned


def patched(planes: Planes, parts: tuple[Picture, Picture], window: Window, labels: Plane) -> Planes:
    """Return planes that show the second of two pictures where `labels` are not 0, and elsewhere stay to the byte.

    `parts` are the window's pictures, the first as `planes` show it, and `labels` are the window's; its sides are
    even. A colour belongs to four pixels: it is made anew where one of them is.
    """
    light, first, second = both = room_for(*planes[0].shape)
    for room, plane in zip(both, planes, strict=True):
        room[:] = plane
    box = even(box_of(labels > 0))
    if box[0].stop == 0:
        return light, first, second
    part, shown = parts[0][box].copy(), np.ascontiguousarray(labels[box])
    cv2.copyTo(np.ascontiguousarray(parts[1][box]), shown, part)
    new = planes_of(part)
    there = placed(box, window)
    half = (slice(there[0].start // 2, there[0].stop // 2), slice(there[1].start // 2, there[1].stop // 2))
    cv2.copyTo(new[0], shown, light[there])
    one = cv2.max(cv2.max(shown[::2, ::2], shown[::2, 1::2]), cv2.max(shown[1::2, ::2], shown[1::2, 1::2]))
    for plane, colour in ((first, new[1]), (second, new[2])):
        cv2.copyTo(colour, one, plane[half])
    return light, first, second


def scaled(plane: NDArray[Any], size: tuple[int, int], room: Plane | None = None) -> Plane:
    """Return a plane in another size (width, height), in `room` if given: each value is the mean of those it stands for."""
    return cast(Plane, cv2.resize(plane, size, room, interpolation=cv2.INTER_AREA))
