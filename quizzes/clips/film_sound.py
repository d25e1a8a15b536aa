"""The sound of a film: the stretch that goes with its frames, read as one plain kind of sound."""

import av
import numpy as np
from av.container import InputContainer

from quizzes.clips.sounds import PEAK, RATE
from quizzes.forgery.sound.sound import Samples, Sound, as_samples

_SILENT = 1e-4
_GAP = RATE // 20


def read_sound(container: InputContainer, start: float, seconds: float, lasts: float) -> Sound | None:
    """Read `seconds` from `start` (on the clock of the file) as one channel at 48 kHz, to last `lasts` seconds.

    None when there is no sound, or only silence. Where the sound stops earlier, silence follows; where the
    frames are shown a little faster or slower than they were taken, it is drawn out as they are. Loud sound is
    made softer, soft sound is left. Decoded in sequence; raises `av.error.FFmpegError` where it is damaged.
    """
    if not container.streams.audio:
        return None
    samples = _decoded(container, start, round(seconds * RATE))
    peak = float(np.abs(samples).max())
    if peak < _SILENT:
        return None
    wanted = round(lasts * RATE)
    if wanted != len(samples):
        at = np.arange(wanted) * (len(samples) / wanted)
        samples = np.interp(at, np.arange(len(samples)), samples)
    return Sound(as_samples(samples[:, np.newaxis] * min(1.0, PEAK / peak)), RATE)


def _decoded(container: InputContainer, start: float, count: int) -> Samples:
    """Return `count` samples from `start` on; what the file leaves out is silent."""
    found: Samples = np.zeros(count, np.float32)
    resampler = av.AudioResampler("flt", "mono", RATE)
    reached: int | None = None
    for frame in container.decode(container.streams.audio[0]):
        for ready in resampler.resample(frame):
            if ready.pts is None or ready.time_base is None:
                continue
            at = round((float(ready.pts * ready.time_base) - start) * RATE)
            # Rounded clocks must not make joins; a real gap is kept.
            at = reached if reached is not None and abs(at - reached) < _GAP else at
            reached = at + ready.samples
            first, last = max(0, at), min(count, reached)
            if first < last:
                found[first:last] = ready.to_ndarray()[0, first - at : last - at]
        if reached is not None and reached >= count:
            break
    return found
