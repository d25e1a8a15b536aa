"""One small sound file of every format that may be uploaded: what the broken ones are made from."""

import io
from fractions import Fraction
from functools import cache
from typing import Any, cast

import av
import numpy as np
from av.audio.stream import AudioStream
from av.video.stream import VideoStream
from PIL import Image

from tests.studio.made import jpeg, wav

RATE = 48_000


@cache
def good() -> dict[str, bytes]:
    """Files that are all right, by a name for their format."""
    return photos() | films() | sounds()


@cache
def photos() -> dict[str, bytes]:
    picture = Image.open(io.BytesIO(jpeg(96, 72)))
    found = {"jpeg": jpeg(96, 72), "progressive": jpeg(96, 72, progressive=True)}
    for name, kind, options in (
        ("png", "PNG", {}), ("webp", "WEBP", {}), ("webp-lossless", "WEBP", {"lossless": True}),
    ):  # fmt: skip
        found[name] = saved(picture, kind, **options)
    return found


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@cache
def films() -> dict[str, bytes]:
    return {
        "mp4": film("mp4", "libx264"),
        "mov": film("mov", "mjpeg", pixels="yuvj420p"),
        "webm": film("webm", "libvpx", sound="libopus"),
        "mkv": film("matroska", "libx264"),
        "mpeg": film("mpeg", "mpeg2video", sound=""),
    }


@cache
def film(
    kind: str, codec: str, *, pixels: str = "yuv420p", sound: str = "aac", size: tuple[int, int] = (96, 64),
    frames: int = 20, rate: int = 25, tracks: int = 1, attachment: bytes = b"",
) -> bytes:  # fmt: skip
    """A film of moving noise, and a tone with it where a codec for `sound` is named."""
    out = io.BytesIO()
    rng = np.random.default_rng(1)
    with av.open(out, "w", format=kind) as file:
        streams = [cast(VideoStream, file.add_stream(codec, rate=rate)) for _ in range(tracks)]
        for stream in streams:
            stream.width, stream.height = size
            stream.pix_fmt = pixels
        heard = cast(AudioStream, file.add_stream(sound, rate=RATE, layout="mono")) if sound else None
        if attachment:
            file.add_attachment("canary.ttf", "font/ttf", attachment)
        for number in range(frames):
            picture = rng.integers(0, 255, (size[1] // 8 + 1, size[0] // 8 + 1, 3), dtype=np.uint8)
            whole = np.ascontiguousarray(picture.repeat(8, 0).repeat(8, 1)[: size[1], : size[0]])
            for stream in streams:
                frame = av.VideoFrame.from_ndarray(whole, format="rgb24").reformat(format=pixels)
                frame.pts, frame.time_base = number, Fraction(1, rate)
                file.mux(stream.encode(frame))
        for stream in streams:
            file.mux(stream.encode(None))
        if heard is not None:
            for packet in tone(heard, frames / rate):
                file.mux(packet)
    return out.getvalue()


def tone(stream: AudioStream, seconds: float) -> list[Any]:
    at = np.arange(round(seconds * RATE))
    swing = (np.sin(at * 0.06) * 0.4).astype(np.float32)[np.newaxis]
    frame = av.AudioFrame.from_ndarray(swing, format="fltp", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
    context = stream.codec_context
    resampler = av.AudioResampler(context.format, "mono", RATE, context.frame_size or 1024)
    ready = [*resampler.resample(frame), *resampler.resample(None)]
    return [packet for part in [*ready, None] for packet in stream.encode(part)]


@cache
def sounds() -> dict[str, bytes]:
    return {
        "wav": wav(1.0),
        "flac": recording("flac", "flac"),
        "mp3": recording("mp3", "libmp3lame"),
        "ogg": recording("ogg", "flac"),
        "opus": recording("ogg", "libopus"),
        "m4a": recording("ipod", "aac"),
        "weba": recording("webm", "libopus"),
    }


@cache
def recording(kind: str, codec: str, *, seconds: float = 1.0, cover: bytes = b"") -> bytes:
    """A tone, with a picture as its cover where one is given."""
    out = io.BytesIO()
    with av.open(out, "w", format=kind) as file:
        stream = cast(AudioStream, file.add_stream(codec, rate=RATE, layout="mono"))
        for packet in tone(stream, seconds):
            file.mux(packet)
    data = out.getvalue()
    if not cover:
        return data
    body = b"\0image/jpeg\0\x03\0" + cover
    frame = b"APIC" + len(body).to_bytes(4, "big") + b"\0\0" + body
    size = bytes((len(frame) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + frame + data[data.index(b"\xff\xfb") :]
