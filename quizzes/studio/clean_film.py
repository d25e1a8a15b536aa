"""Cleaning a film: its frames and its sound alone are kept, evenly spaced in time and of bounded size."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, cast

import av
import numpy as np
from av.container import OutputContainer
from av.error import FFmpegError
from av.stream import Disposition
from av.video.reformatter import Colorspace

from quizzes.clips.film_container import MAX_PIXELS, MAX_STREAMS
from quizzes.clips.films import MAX_SECONDS, FilmFile, open_film
from quizzes.clips.ingest import IngestError
from quizzes.clips.sounds import ALONE, RATE
from quizzes.forgery.sound.sound import Sound

MIME = "video/mp4"
_BLOCK = 1024
# A key frame every half second or so: whoever points at a moment steps and jumps through the film.
_X264 = {"preset": "veryfast", "crf": "12", "g": "15", "threads": "2", "flags": "+bitexact"}
_SOUND_BITS = 192_000
_WHOLE, _SLACK_S = 0.9, 0.1
_DAMAGED = "The film is damaged or not complete. Try the file again from its source."


def length_of_film(source: BinaryIO, kind: str) -> float | None:
    """Return how many seconds a film says it lasts, 0 where it does not say, and None for sound without film.

    Nothing is decoded. Raises `IngestError` for one that is too large, too long or too strange to be decoded at all.
    """
    try:
        with av.open(source, "r", format=kind, metadata_errors="ignore", options=ALONE) as container:
            streams = container.streams
            if len(streams) > MAX_STREAMS:
                raise IngestError(f"The file has more than {MAX_STREAMS} tracks.", "too-many-streams")
            # The cover of a recording is a picture too, and no film.
            films = [each for each in streams.video if not each.disposition & Disposition.attached_pic]
            if not films and streams.audio:
                return None
            if not films or films[0].index != streams.video[0].index:
                raise IngestError(_DAMAGED)
            film = films[0]
            if cast(object, film.codec_context) is None:
                raise IngestError("This film is kept in a way we cannot read.", "codec")
            if film.codec_context.width * film.codec_context.height > MAX_PIXELS:
                raise IngestError("The film has more pixels than we can use.", "too-many-pixels")
            said = float(film.duration * film.time_base) if film.duration and film.time_base else 0.0
            said = said or (container.duration or 0) / 1_000_000
    except (FFmpegError, EOFError, ValueError) as error:
        raise error if isinstance(error, IngestError) else IngestError(_DAMAGED) from error
    if said > MAX_SECONDS + 1:
        raise IngestError(f"The film is longer than {MAX_SECONDS:g} seconds.", "too-long-film")
    return max(0.0, said)


def clean_film(path: Path, target: BinaryIO, *, said: float = 0.0) -> dict[str, Any]:
    """Write a film as mp4 (H.264, nearly lossless, one steady rate; mono AAC); returns its measures.

    One that is much shorter than the `said` seconds was broken off. Sides are at most 1280 by 720 pixels, and it
    lasts at most 60 seconds with 30 frames in each. Raises `IngestError`.
    """
    try:
        film = open_film(path)
        if film.count / float(film.fps) < said * _WHOLE - _SLACK_S:
            raise IngestError(_DAMAGED)
        _write(film, target)
    except FFmpegError as error:
        raise IngestError(_DAMAGED) from error
    except IngestError as error:
        raise IngestError(str(error), "too-long-film" if error.key == "too-long" else error.key) from error
    return {
        "medium": "video",
        "width": film.width,
        "height": film.height,
        "seconds": round(film.count / float(film.fps), 3),
        "fps": round(float(film.fps), 3),
        "frames": film.count,
        "sounds": film.sound is not None,
        "mime": MIME,
    }


def _write(film: FilmFile, target: BinaryIO) -> None:
    with av.open(target, "w", format="mp4", options={"fflags": "+bitexact"}) as out:
        stream = out.add_stream("libx264", rate=film.fps, options=_X264)
        stream.width, stream.height = film.width, film.height
        stream.pix_fmt = "yuv420p"
        context = stream.codec_context
        context.colorspace = context.color_range = context.color_primaries = context.color_trc = 1
        heard = _heard(out, film.sound) if film.sound is not None else None
        for number, picture in enumerate(film.frames()):
            # Kept in step, so that the muxer holds nothing back.
            while heard is not None and next(heard, film.count) < number / float(film.fps):
                pass
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame = frame.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709)
            frame.pts, frame.time_base = number, 1 / film.fps
            out.mux(stream.encode(frame))
        for _ in heard or ():
            pass
        out.mux(stream.encode(None))


def _heard(out: OutputContainer, sound: Sound) -> Iterator[float]:
    """Write the sound block by block; gives the seconds that are written."""
    stream = out.add_stream("aac", rate=RATE, layout="mono", options={"flags": "+bitexact"})
    stream.bit_rate = _SOUND_BITS

    def blocks() -> Iterator[float]:
        for at in range(0, len(sound.samples), _BLOCK):
            block = np.ascontiguousarray(sound.samples[at : at + _BLOCK].mean(axis=1)[np.newaxis])
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
            out.mux(stream.encode(frame))
            yield at / RATE
        out.mux(stream.encode(None))

    return blocks()
