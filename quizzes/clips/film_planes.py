"""The planes of decoded films, for those that are filmed in the colours that ours are written in."""

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace

from quizzes.clips.film_frames import planes_in
from quizzes.forgery.film.planes import Plane, Planes, scaled

_HD_HEIGHT = 720
UNSPECIFIED = 2


def colours_of(frame: av.VideoFrame) -> int:
    """Return the colour space (ITU-T H.273) of a decoded frame.

    Old files do not say which they mean; small ones then mean those of television before HD.
    """
    if int(frame.colorspace) != UNSPECIFIED:
        return int(frame.colorspace)
    return int(Colorspace.ITU709 if frame.height >= _HD_HEIGHT else Colorspace.ITU601)


def planes_from(
    frame: av.VideoFrame, box: tuple[int, int, int, int] | None, size: tuple[int, int]
) -> Planes | None:
    """Return the planes of a decoded frame, cut out of `box` and scaled to `size` (width, height).

    They are views of the frame where neither is needed. None where the frame has other planes or colours, lies
    turned, or would have to be cut or scaled by halves of what a colour stands for: only its picture will do.
    """
    ours = frame.format.name == "yuv420p" and int(frame.color_range) != int(ColorRange.JPEG)
    if not ours or frame.rotation or colours_of(frame) != int(Colorspace.ITU709):
        return None
    left, top, right, bottom = box or (0, 0, frame.width, frame.height)
    if (left | top | frame.width | frame.height) & 1 or right > frame.width or bottom > frame.height:
        return None
    width, height = right - left, bottom - top
    # A row or column that is left over goes, as encoders need even sides.
    if width - size[0] in (0, 1) and height - size[1] in (0, 1):
        light, first, second = (
            _cut(plane, left // part, top // part, size[0] // part, size[1] // part)
            for plane, part in zip(planes_in(frame), (1, 2, 2), strict=True)
        )
        return light, first, second
    if width < size[0] or height < size[1]:
        return None
    scale = max(size[0] / width, size[1] / height)
    if (width | height) & 1 or (round(width * scale), round(height * scale)) != size:
        return None
    light, first, second = (
        scaled(
            _cut(plane, left // part, top // part, width // part, height // part),
            (size[0] // part, size[1] // part),
        )
        for plane, part in zip(planes_in(frame), (1, 2, 2), strict=True)
    )
    return light, first, second


def _cut(plane: Plane, left: int, top: int, width: int, height: int) -> Plane:
    part: Plane = plane[top : top + height, left : left + width]
    return part
