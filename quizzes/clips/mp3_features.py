"""What a script could read from an MP3 file without listening to it: the leak audit's numbers for sound."""

from collections.abc import Iterator

import numpy as np

_RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_HERTZ_1 = (44_100, 48_000, 32_000)
_SIDE_MONO = 17


def mp3_features(data: bytes) -> dict[str, float]:
    """Describe an MP3 file by named numbers: its frames, their headers and sizes, and what the frames borrow.

    `reserve` is how many bytes of a frame's sound lie in the frames before it, which the encoder writes in
    front of the coded sound; `parts` is how many bits the coded sound of each frame really takes.
    """
    frames = list(_frames(data))
    if not frames:
        return {"frames": 0.0}
    sizes = np.array([size for _, _, size in frames], np.float64)
    headers = [data[at : at + 4] for at, _, _ in frames]
    bits = [int.from_bytes(data[at + 4 : at + 4 + _SIDE_MONO], "big") for at, _, _ in frames]
    reserve = np.array([each >> (_SIDE_MONO * 8 - 9) for each in bits], np.float64)
    parts = np.array([_part_bits(each) for each in bits], np.float64)
    end = frames[-1][0] + frames[-1][2]
    found = {
        "frames": float(len(frames)),
        "frame.first": float(frames[0][0]),
        "frame.headers": float(len(set(headers))),
        "frame.sizes": float(len(set(sizes))),
        "file.after": float(len(data) - end),
    }
    for name, values in (("reserve", reserve), ("parts", parts)):
        found |= {
            f"{name}.mean": float(values.mean()),
            f"{name}.spread": float(values.std()),
            f"{name}.low": float(np.percentile(values, 5)),
            f"{name}.high": float(np.percentile(values, 95)),
            f"{name}.first": float(values[:8].mean()),
            f"{name}.last": float(values[-8:].mean()),
        }
    return found


def _frames(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield where each frame of MPEG 1 layer 3 begins, its bits a second in thousands, and its size."""
    at = max(0, data.find(b"\xff\xfb"))
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] & 0xFE == 0xFA:
        rate, hertz = data[at + 2] >> 4, (data[at + 2] >> 2) & 3
        if rate in (0, 15) or hertz == 3:
            return
        size = 144_000 * _RATES_1[rate] // _HERTZ_1[hertz] + ((data[at + 2] >> 1) & 1)
        yield at, _RATES_1[rate], size
        at += size


def _part_bits(side: int) -> int:
    """Return how many bits both granules of a frame take (part2_3_length), from the side information."""
    after = _SIDE_MONO * 8 - 9 - 5 - 4
    first = (side >> (after - 12)) & 0xFFF
    second = (side >> (after - 59 - 12)) & 0xFFF
    return first + second
