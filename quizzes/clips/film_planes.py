"""What decoded frames become: planes, where they are filmed in the colours that ours are written in, or pictures."""

from typing import cast

import av
import cv2
import numpy as np
from av.video.reformatter import ColorRange, Colorspace

from quizzes.clips.film_frames import planes_in
from quizzes.clips.ingest import IngestError
from quizzes.forgery.film.planes import Plane, Planes, scaled
from quizzes.forgery.picture import Picture

_HD_HEIGHT = 720
_UNSPECIFIED = 2


def colours_of(frame: av.VideoFrame) -> int:
    """Return the colour space (ITU-T H.273) of a decoded frame.

    Old files do not say which they mean; small ones then mean those of television before HD.
    """
    if int(frame.colorspace) != _UNSPECIFIED:
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


def picture_from(
    frame: av.VideoFrame, box: tuple[int, int, int, int] | None, size: tuple[int, int]
) -> Picture:
    """Return the picture of a decoded frame: upright, cut out of `box`, and in `size` (width, height).

    Raises `IngestError` where it does not become that large, and what the library raises at unknown colours.
    """
    source = Colorspace(colours_of(frame)) if int(frame.colorspace) == _UNSPECIFIED else None
    plain = cast(Picture, frame.to_ndarray(format="rgb24", src_colorspace=source))
    plain = np.rot90(plain, frame.rotation // 90)
    if box is not None:
        left, top, right, bottom = box
        plain = plain[top:bottom, left:right]
    height, width = plain.shape[:2]
    scale = max(size[0] / width, size[1] / height)
    if width - size[0] > 1 or height - size[1] > 1:
        whole = (max(size[0], round(width * scale)), max(size[1], round(height * scale)))
        plain = cast(Picture, cv2.resize(np.ascontiguousarray(plain), whole, interpolation=cv2.INTER_AREA))
    # Encoders need even sides, so a row or column may have to go.
    plain = np.ascontiguousarray(plain[: size[1], : size[0]])
    if plain.shape[:2] != size[::-1]:
        raise IngestError(
            "The film changes its size on the way. Save it anew in one size first.", "size-changes"
        )
    return plain


def _cut(plane: Plane, left: int, top: int, width: int, height: int) -> Plane:
    part: Plane = plane[top : top + height, left : left + width]
    return part
