"""Film files as containers: opened by what their first bytes show, within bounds, or refused in a sentence."""

from collections.abc import Iterator
from typing import IO, cast

import av
from av.container import InputContainer

from quizzes.clips.ingest import IngestError
from quizzes.clips.sounds import ALONE

MAX_PIXELS = 4096 * 2304
MAX_FRAMES = 40_000
MAX_STREAMS = 8

# By how the file begins. Opened by name or by guess, a text that calls itself .mp4 may name other files.
_FORMATS = ((4, b"ftyp", "mov"), (0, b"\x1aE\xdf\xa3", "matroska"), (0, b"\x00\x00\x01\xba", "mpeg"))
DAMAGED = "The film is damaged or not complete. Try the file again from its source."


def format_of(file: IO[bytes]) -> str:
    """Return the name of the format that the first bytes show. Raises `IngestError`."""
    head = file.read(16)
    file.seek(0)
    for at, mark, kind in _FORMATS:
        if head[at : at + len(mark)] == mark:
            return kind
    raise IngestError("This is not a film we can read. MP4, MOV, WebM, MKV and MPEG will do.", "unknown")


def opened(file: IO[bytes], kind: str) -> InputContainer:
    """Open with a fixed format from a file object: by name, a playlist inside could make it read others."""
    try:
        container = cast(InputContainer, av.open(file, format=kind, metadata_errors="ignore", options=ALONE))
    except (av.error.FFmpegError, ValueError) as error:
        raise IngestError(DAMAGED) from error
    if not container.streams.video:
        sounds = len(container.streams.audio)
        container.close()
        raise IngestError("There is no picture in this file, only sound." if sounds else DAMAGED)
    # None where no decoder knows the kind of film or sound, whatever PyAV promises.
    streams = (*container.streams.video[:1], *container.streams.audio[:1])
    if any(cast(object, stream.codec_context) is None for stream in streams):
        container.close()
        raise IngestError(
            "This film is kept in a way we cannot read. Save it anew as MP4 (H.264 and AAC).", "codec"
        )
    context = container.streams.video[0].codec_context
    many = len(container.streams) > MAX_STREAMS
    if many or context.width * context.height > MAX_PIXELS:
        container.close()
        raise IngestError(
            "The film is larger than we can use. Make it at most 4096 by 2304 pixels first.",
            "too-many-streams" if many else "too-many-pixels",
        )
    return container


def decoded(container: InputContainer) -> Iterator[av.VideoFrame]:
    """Give the pictures in the order they are shown in. Raises `IngestError`."""
    stream = container.streams.video[0]
    stream.thread_type = "AUTO"
    try:
        yield from container.decode(stream)
    except av.error.FFmpegError as error:
        raise IngestError(DAMAGED) from error


def times_of(container: InputContainer) -> tuple[float, list[float]]:
    """Return when the first picture is shown, on the clock of the file, and when each is, from that on.

    In seconds, and without decoding where the file tells.
    """
    stream = container.streams.video[0]
    try:
        stamps = [packet.pts for packet in container.demux(stream) if packet.size]
        if len(stamps) > MAX_FRAMES:
            raise IngestError("The film is longer than we can use. Cut it shorter first.", "too-long")
        if None in stamps or len(set(stamps)) < len(stamps):
            container.seek(0)
            stamps = [frame.pts for frame in decoded(container)]
        known = sorted(stamp for stamp in stamps if stamp is not None)
    except av.error.FFmpegError as error:
        raise IngestError(DAMAGED) from error
    if len(known) < 2 or stream.time_base is None:
        raise IngestError("This film has only one picture in it.", "one-picture")
    first = float(known[0] * stream.time_base)
    return first, [float((stamp - known[0]) * stream.time_base) for stamp in known]
