"""The sound of a film on its way into files: coded once for all files that hold it."""

from fractions import Fraction
from typing import Any, TypeAlias

import av
import numpy as np
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer
from av.packet import Packet

from quizzes.forgery.sound.sound import Sound, heard

RATE = 48_000

# The quick search for how fine each band is coded: a third of the cost of the other, and nearer to what was given.
_CODEC = {"flags": "+bitexact", "aac_coder": "fast"}
_BLOCK = 1 << 14

Track: TypeAlias = "list[Packet[Any]]"


def code_sound(sound: Sound, bits: int) -> Track:
    """Return a sound as AAC in one channel at `bits` a second."""
    encoder = av.AudioCodecContext.create("aac", "w")
    encoder.rate, encoder.layout, encoder.format = RATE, "mono", "fltp"
    encoder.bit_rate, encoder.options = bits, _CODEC
    encoder.flags |= Flags.global_header
    encoder.time_base = Fraction(1, RATE)
    packets: Track = []
    for at in range(0, len(sound.stored), _BLOCK):
        samples = heard(sound.stored[at : at + _BLOCK])
        block = np.ascontiguousarray(samples.mean(axis=1)[np.newaxis])
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="mono")
        frame.sample_rate = sound.rate
        frame.pts, frame.time_base = at, Fraction(1, sound.rate)
        packets += encoder.encode(frame)
    return packets + encoder.encode(None)


def add_sound(out: OutputContainer, bits: int) -> AudioStream:
    """Add to a file the stream that sound coded at `bits` a second belongs in."""
    stream = out.add_stream("aac", rate=RATE, layout="mono", options=_CODEC)
    stream.bit_rate = bits
    return stream
