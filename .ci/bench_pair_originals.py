"""Originals for the bench of pairs: a film, a recording and a photograph, drawn anew and always the same."""

import io
import wave
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

RATE, FPS, WIDTH, HEIGHT = 48_000, 25, 1280, 720
LONG_SIDE = 1024
LOOP = 10

_SEED = 1991
_ROOM, _GRAIN = 400, 64


def photograph(seed: int = _SEED) -> bytes:
    """Return a JPEG of 1024 by 682 pixels, rich in texture, with a few things in it."""
    rng = np.random.default_rng(seed)
    picture = _texture(rng, LONG_SIDE, 682)
    for _ in range(6):
        x, y, size = (int(each) for each in rng.integers((60, 60, 20), (LONG_SIDE - 60, 622, 60)))
        cv2.circle(picture, (x, y), size, [int(each) for each in rng.integers(0, 256, 3)], -1, cv2.LINE_AA)
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "JPEG", quality=92)
    return out.getvalue()


def recording(seconds: int) -> bytes:
    """Return a WAV of buzzing words over the hiss of a room, in one channel at 48 kHz."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for second in range(seconds):
            file.writeframes((_second(second) * 32767).astype("<i2").tobytes())
    return out.getvalue()


def write_film(path: Path) -> None:
    """Write ten seconds of 720p that move all over: the camera swings, a thing crosses, grain lies on all."""
    with av.open(str(path), "w", format="mp4") as out:
        stream = out.add_stream(
            "libx264", rate=FPS, options={"preset": "veryfast", "crf": "20", "threads": "2", "bf": "0"}
        )
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        voice = out.add_stream("aac", rate=RATE, layout="mono")
        for number, picture in enumerate(_pictures()):
            if number % FPS == 0:
                sound = av.AudioFrame.from_ndarray(_second(number // FPS)[np.newaxis], "fltp", "mono")
                sound.sample_rate, sound.pts = RATE, number // FPS * RATE
                sound.time_base = Fraction(1, RATE)
                out.mux(voice.encode(sound))
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
        out.mux(voice.encode(None))


def write_again_and_again(film: Path, path: Path, times: int) -> None:
    """Write a film of ten seconds `times` behind each other: what it holds is copied, not coded anew."""
    with av.open(str(path), "w", format="mp4") as out:
        with av.open(str(film)) as first:
            known = {each.index: out.add_stream_from_template(each) for each in first.streams}
        for turn in range(times):
            with av.open(str(film)) as again:
                for packet in again.demux():
                    if packet.dts is None or packet.pts is None or packet.time_base is None:
                        continue
                    late = round(turn * LOOP / packet.time_base)
                    # The last piece of sound runs over the edge, and would come again after its successor.
                    if packet.pts * packet.time_base >= LOOP or packet.pts < 0:
                        continue
                    packet.pts, packet.dts = packet.pts + late, packet.dts + late
                    packet.stream = known[packet.stream.index]
                    out.mux(packet)


def _pictures() -> Iterator[NDArray[np.uint8]]:
    rng = np.random.default_rng(_SEED)
    ground = _texture(rng, WIDTH + _ROOM, HEIGHT + _ROOM // 2)
    grain = rng.normal(0, 3, (HEIGHT + _GRAIN, WIDTH + _GRAIN, 1)).astype(np.int16)
    for number in range(LOOP * FPS):
        x = round(_ROOM / 2 * (1 + np.sin(number / 60)))
        y = round(_ROOM / 4 * (1 + np.sin(number / 37)))
        seen = ground[y : y + HEIGHT, x : x + WIDTH].astype(np.int16)
        across, down = rng.integers(0, _GRAIN, 2)
        seen += grain[down : down + HEIGHT, across : across + WIDTH]
        picture = np.clip(seen, 0, 255).astype(np.uint8)
        place = 40 + number * 7 % (WIDTH - 200)
        cv2.ellipse(picture, (place + 45, 480), (45, 80), 0, 0, 360, (200, 60, 40), -1, cv2.LINE_AA)
        yield picture


def _texture(rng: np.random.Generator, width: int, height: int) -> NDArray[np.uint8]:
    """Return noise that is alike at every scale, as landscapes are."""
    laid = np.zeros((height, width, 3), np.float32)
    for octave in range(1, 8):
        size = (height // 2**octave + 2, width // 2**octave + 2, 3)
        noise = rng.normal(0, 1, size).astype(np.float32)
        laid += cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC) * np.float32(1.7**octave)
    even = (laid - laid.mean()) / laid.std() * 45 + 120
    picture: NDArray[np.uint8] = np.clip(even, 0, 255).astype(np.uint8)
    return picture


def _second(number: int) -> NDArray[np.float32]:
    """Return one second of sound: two words with pauses around them."""
    rng = np.random.default_rng([_SEED, number])
    time = np.arange(RATE) / RATE
    sound = rng.normal(0, 0.002, RATE)
    for start, end in ((0.1, 0.4), (0.55, 0.9)):
        own = np.clip(time - start, 0, end - start)
        phase = 2 * np.pi * (110 + 12 * (number % 5)) * own - 60 * own**2
        swell = np.clip(np.minimum(time - start, end - time) / 0.03, 0, 1)
        sound += 0.2 * swell * sum(np.sin(k * phase) / k for k in range(1, 12))
    return sound.astype(np.float32)
