"""Small photos and recordings to upload, as cameras and phones make them."""

import io
import wave

import numpy as np
from PIL import Image

from tests.forgery.sounds import speech

SHELF = "school-1"


def jpeg(width: int = 320, height: int = 240, *, seed: int = 1, **options: object) -> bytes:
    """A photograph of coloured noise on a slope of light, so that every place differs from every other."""
    rng = np.random.default_rng(seed)
    slope = np.linspace(40, 200, width)[np.newaxis, :, np.newaxis]
    pixels = np.clip(slope + rng.normal(0, 25, (height, width, 3)), 0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=88, **options)
    return out.getvalue()


def wav(seconds: float = 2.0, rate: int = 16_000) -> bytes:
    """A recording with pauses, as WAV."""
    samples = speech(seconds=seconds, rate=rate).samples[:, 0]
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((samples * 20_000).astype("<i2").tobytes())
    return out.getvalue()
