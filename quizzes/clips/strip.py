"""A strip below a picture or a film that leaves the site, which says what it is; it lies outside the picture."""

import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import av
import numpy as np
from av.container import InputContainer, OutputContainer
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

LOUD, CALM = (143, 43, 98), (52, 62, 74)
"""Colours of a strip: of what is false, and of an original beside it."""

_INK = (255, 255, 255)
_QUALITY = 92
_LEAST_TEXT = 9
# As fast as x264 can with nothing lost that is seen: somebody waits for it.
_CODEC = {"preset": "veryfast", "crf": "20"}
_MUXER = {"fflags": "+bitexact"}
_BT709 = 1


def picture_with_strip(data: bytes, sentence: str) -> bytes:
    """Return a picture (JPEG) with a strip below it that says the sentence, on as many lines as it needs."""
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as opened:
        picture = opened.convert("RGB")
    strip = strip_of(picture.width, sentence)
    whole = Image.new("RGB", (picture.width, picture.height + strip.height))
    whole.paste(picture, (0, 0))
    whole.paste(strip, (0, picture.height))
    out = io.BytesIO()
    whole.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def film_with_strip(
    data: bytes,
    sentence: str,
    *,
    gap: int = 0,
    colour: tuple[int, int, int] = LOUD,
    codec: Mapping[str, str] = _CODEC,
    progress: Callable[[int], None] = lambda percent: None,
) -> bytes:
    """Return a film of this site (mp4, even sides) with a strip below every frame; its sound stays as it is.

    `gap` is an even number of black rows above the strip, `codec` are options of x264; `progress` is told how far
    it is, 0 to 100. Takes about as long as the film itself. Raises `ValueError` for what is no such film.
    """
    out = io.BytesIO()
    try:
        with (
            av.open(io.BytesIO(data), "r", format="mp4") as film,
            av.open(out, "w", format="mp4", options=_MUXER) as made,
        ):
            shown = film.streams.video[0]
            strip = Image.new(
                "RGB", (shown.width, gap + (drawn := strip_of(shown.width, sentence, colour)).height)
            )
            strip.paste(drawn, (0, gap))
            _copy(film, made, strip, dict(codec), progress)
    except (av.FFmpegError, IndexError) as error:
        raise ValueError("This film cannot be read.") from error
    return out.getvalue()


def strip_of(width: int, sentence: str, colour: tuple[int, int, int] = LOUD) -> Image.Image:
    """Return the strip alone: `width` pixels wide, and an even number high."""
    size = max(_LEAST_TEXT, round(width / 32))
    font, edge = ImageFont.load_default(size), size // 2
    lines = _lines(sentence, font, width - 2 * edge)
    height = round(len(lines) * size * 1.3) + 2 * edge
    strip = Image.new("RGB", (width, height + height % 2), colour)
    pen = ImageDraw.Draw(strip)
    pen.multiline_text((edge, edge), "\n".join(lines), fill=_INK, font=font, spacing=size * 0.3)
    return strip


def _copy(
    film: InputContainer,
    made: OutputContainer,
    drawn: Image.Image,
    codec: dict[str, str],
    progress: Callable[[int], None],
) -> None:
    given, done = film.streams.video[0], 0
    picture = av.VideoFrame.from_ndarray(np.asarray(drawn), format="rgb24")
    strip = _planes(picture.reformat(format="yuv420p", dst_colorspace="ITU709"))
    pictures = made.add_stream("libx264", rate=given.average_rate, options=codec)
    pictures.width, pictures.height, pictures.pix_fmt = (
        given.width,
        given.height + strip[0].shape[0],
        "yuv420p",
    )
    coder = pictures.codec_context
    coder.colorspace = coder.color_primaries = coder.color_trc = _BT709
    coder.color_range = given.codec_context.color_range
    heard = film.streams.audio[0] if film.streams.audio else None
    sound = made.add_stream_from_template(heard) if heard else None
    for packet in film.demux(*([given, heard] if heard else [given])):
        if packet.stream is given:
            for frame in cast("Iterator[av.VideoFrame]", packet.decode()):
                made.mux(pictures.encode(_joined(frame, strip)))
                done += 1
                progress(min(99, 100 * done // max(1, given.frames)))
        elif sound is not None and packet.dts is not None:
            packet.stream = sound
            made.mux(packet)
    made.mux(pictures.encode(None))


def _joined(frame: av.VideoFrame, strip: list[NDArray[np.uint8]]) -> av.VideoFrame:
    planes = [np.vstack(pair).reshape(-1) for pair in zip(_planes(frame), strip, strict=True)]
    height = frame.height + strip[0].shape[0]
    flat = np.concatenate(planes).reshape(height * 3 // 2, frame.width)
    whole = av.VideoFrame.from_ndarray(flat, format="yuv420p")
    whole.pts, whole.time_base = frame.pts, frame.time_base
    return whole


def _planes(frame: av.VideoFrame) -> list[NDArray[np.uint8]]:
    """Return the light and both colours of a frame, as they are: Y (height, width), U and V of half the sides."""
    return [
        np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[: plane.height, : plane.width]
        for plane in frame.planes
    ]


def _lines(sentence: str, font: Any, width: int) -> list[str]:
    lines = [""]
    for word in sentence.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
