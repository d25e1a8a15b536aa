"""Taking words out of a recording so that they fit in elsewhere: loudness, room, colour, voice, length."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizzes.forgery.reading import Reader
from quizzes.forgery.recipe import ParamError
from quizzes.forgery.sound.assembly import Piece
from quizzes.forgery.sound.layout import Layout, read_stretch
from quizzes.forgery.sound.room_tone import room_tone
from quizzes.forgery.sound.sound import Samples, Sound, as_samples, gain, level
from quizzes.forgery.sound.stretch import stretch, with_pitch
from quizzes.forgery.sound.timbre import with_formants, with_tone_of

_HANDLE_S = 0.1
_BIT_S = 0.02


@dataclass(frozen=True)
class Replacement:
    """One place that gets other words: `at` in samples of the recording, `take` in samples of the source,
    whose slug is `name` ("" for the recording itself).

    `loudness` is a change in dB, after the words were brought to the loudness of those they replace when
    `even` is set; `factor` how much longer they become; `pitch` in semitones; `formant` a factor; `tone` (0 to
    1) how far their colour becomes that of the recording.
    """

    at: tuple[int, int]
    take: tuple[int, int]
    source: Sound
    name: str
    loudness: float
    even: bool
    factor: float
    pitch: float
    formant: float
    tone: float

    @classmethod
    def read(
        cls, table: Mapping[str, Any], original: Sound, sources: Mapping[str, Sound], *, voices: bool
    ) -> "Replacement":
        """Read one table of `replace`; `voices` allows what changes a voice. Raises `ParamError`."""
        reader = Reader(table)
        source, name = original, ""
        if reader.has("source"):
            name = reader.text("source")
            if name not in sources:
                raise ParamError("source", f"names {name!r}, which is not among the recipe's sources")
            source = sources[name]
        found = cls(
            at=read_stretch("at", reader.raw("at"), original),
            take=read_stretch("take", reader.raw("take"), source),
            source=source,
            name=name,
            loudness=reader.number("loudness_db", 0, low=-20, high=20),
            even=reader.yes("even", voices),
            factor=reader.number("factor", 1, low=0.7, high=1.4),
            pitch=reader.number("pitch", 0, low=-8, high=8) if voices else 0.0,
            formant=reader.number("formant", 1, low=0.7, high=1.4) if voices else 1.0,
            tone=reader.number("tone", 0, low=0, high=1) if voices else 0.0,
        )
        reader.done()
        return found


def read_replacements(
    reader: Reader, original: Sound, sources: Mapping[str, Sound], layout: Layout, *, voices: bool
) -> list[Replacement]:
    """Read `replace`, a list of tables in order of time within the window; raises `ParamError`."""
    found: list[Replacement] = []
    for index, table in enumerate(reader.tables("replace")):
        try:
            each = Replacement.read(table, original, sources, voices=voices)
            layout.within("at", each.at)
            if found and each.at[0] < found[-1].at[1]:
                raise ParamError("at", "must begin after the one before it ends")
        except ParamError as error:
            raise error.under(f"replace[{index}]") from error
        found.append(each)
    return found


def replaced(
    original: Sound,
    layout: Layout,
    replacements: list[Replacement],
    kind: str,
    rng: np.random.Generator,
) -> list[Piece]:
    """Return the window as pieces, with the words of every replacement in their places."""
    pieces, here = [], layout.window[0]
    for each in replacements:
        if each.at[0] > here:
            pieces.append(Piece(original.samples, here, each.at[0]))
        pieces.append(_fitted(original, layout, each, kind, rng))
        here = each.at[1]
    if here < layout.window[1]:
        pieces.append(Piece(original.samples, here, layout.window[1]))
    return pieces


def _fitted(original: Sound, layout: Layout, wish: Replacement, kind: str, rng: np.random.Generator) -> Piece:
    rate = original.rate
    handle = original.at(_HANDLE_S)
    low = max(0, wish.take[0] - handle)
    high = min(len(wish.source.samples), wish.take[1] + handle)
    words = wish.source.samples[low:high]
    start, length = wish.take[0] - low, wish.take[1] - wish.take[0]
    if wish.factor != 1:
        words = stretch(words, wish.factor, rate)
        start, length = round(start * wish.factor), round(length * wish.factor)
    ratio = 2 ** (wish.pitch / 12)
    words = with_pitch(words, ratio, rate)
    # Pitch moved the whole voice; what is left of the wished formants is moved by itself.
    words = with_formants(words, wish.formant / ratio, rate)
    words = with_tone_of(words, original.samples[layout.window[0] : layout.window[1]], wish.tone, rate)
    factor = gain(wish.loudness)
    if wish.even:
        there = speech_level(original.samples[wish.at[0] : wish.at[1]], rate)
        factor *= np.float32(there / max(speech_level(words[start : start + length], rate), 1e-6))
    words = words * factor
    if layout.room is not None and wish.source is not original:
        words = _with_room(words, original, layout, float(factor) * _quiet_level(wish.source), rng)
    return Piece(
        as_samples(words), start, start + length, kind, since=low, factor=wish.factor, source=wish.name
    )


def speech_level(samples: Samples, rate: int) -> float:
    """Return the loudness of the louder half of a stretch: that of its vowels, whatever its pauses."""
    bits = np.sort(_powers(samples, max(1, round(_BIT_S * rate))))
    return float(np.sqrt(bits[len(bits) // 2 :].mean()))


def _with_room(
    words: Samples, original: Sound, layout: Layout, had: float, rng: np.random.Generator
) -> Samples:
    """Add what the words lack of the recording's own room: a hole in the hiss is heard before anything.

    `had` is the level of the hiss that they bring with them.
    """
    pause = layout.pause(original)
    wanted = level(pause)
    missing = np.sqrt(max(wanted**2 - had**2, 0.0)) / max(wanted, 1e-9)
    tone = room_tone(pause, len(words), original.rate, rng)
    return as_samples(words + tone * np.float32(missing))


def _quiet_level(sound: Sound) -> float:
    """Return the level of a recording's softest moments."""
    bits = _powers(sound.samples, max(1, sound.at(_BIT_S)))
    return float(np.sqrt(np.percentile(bits, 5)))


def _powers(samples: Samples, bit: int) -> NDArray[np.float64]:
    """Return the mean power of each `bit` samples."""
    bit = min(bit, len(samples))
    count = len(samples) // bit
    power = np.square(samples[: count * bit], dtype=np.float64).mean(axis=1)
    bits: NDArray[np.float64] = power.reshape(count, bit).mean(axis=1)
    return bits
