"""Speech that nobody spoke: a sentence, given in phonemes, said by a voice that was learnt by a machine."""

from functools import lru_cache
from typing import Any

import numpy as np

from quizzes.forgery.sound.sound import Sound, as_samples
from quizzes.forgery.sound.stretch import resample
from quizzes.forgery.voice.network_file import Network, NetworkError, read_network
from quizzes.forgery.voice.operators import Array, run_operator
from quizzes.forgery.voice.vocoder import RATE, synthesize

NUMBERS = {
    **{mark: number for number, mark in enumerate(";:,.!?", start=1)},
    "—": 9, "…": 10, " ": 16, "A": 24, "I": 25, "O": 31, "W": 39, "Y": 41, "ᵊ": 42, "b": 44, "d": 46, "f": 48,
    "h": 50, "i": 51, "j": 52, "k": 53, "l": 54, "m": 55, "n": 56, "p": 58, "s": 61, "t": 62, "u": 63, "v": 64,
    "w": 65, "z": 68, "ɑ": 69, "æ": 72, "ɔ": 76, "ð": 81, "ʤ": 82, "ə": 83, "ɛ": 86, "ɜ": 87, "ɡ": 92, "ɪ": 102,
    "ŋ": 112, "ɹ": 123, "ɾ": 125, "ʃ": 131, "ʧ": 133, "ʊ": 135, "ʌ": 138, "ʒ": 147, "θ": 119, "ˈ": 156, "ˌ": 157,
}  # fmt: skip
"""The number of each phoneme of American English: the alphabet of Kokoro and of the voices learnt from it."""

MOST_PHONEMES = 400
_EDGE = 0


def speak(voice: bytes, phonemes: str, *, pace: float = 1.0, seed: int = 0) -> Sound:
    """Return a sentence as one channel at 48 kHz; `pace` above 1 is faster, `seed` draws the hiss of breath.

    `voice` is the file of a network that takes `ids` and `speed` and gives what `vocoder.synthesize` asks for.
    Raises `NetworkError` for another file, and for phonemes it does not know. Cost: about 0.4 s of one core for 4 s of speech.
    """
    unknown = sorted(set(phonemes) - NUMBERS.keys())
    if unknown or not 0 < len(phonemes) <= MOST_PHONEMES:
        raise NetworkError(
            f"A sentence has 1 to {MOST_PHONEMES} phonemes, all of them known: {' '.join(unknown) or 'but not so many'}."
        )
    network = _network(voice)
    ids = np.array([[_EDGE, *(NUMBERS[each] for each in phonemes), _EDGE]], np.int64)
    said = _run(network, {"ids": ids, "speed": np.array([pace], np.float32)})
    try:
        sound = synthesize({name: said[name][0] for name in network.results}, np.random.default_rng(seed))
    except KeyError as error:
        raise NetworkError(f"The network says nothing of {error}, which a voice needs.") from error
    return Sound(as_samples(resample(as_samples(sound[:, np.newaxis]), 0.5)), 2 * RATE)


def _run(network: Network, given: dict[str, Array]) -> dict[str, Array]:
    values: dict[str, Any] = {"": None, **network.weights, **given}
    try:
        for node in network.nodes:
            takes = [values[name] for name in node.takes]
            with np.errstate(divide="ignore"):
                made = run_operator(node.operator, takes, node.settings)
            values.update(zip(node.gives, made if isinstance(made, tuple) else (made,), strict=True))
        return {name: values[name] for name in network.results}
    except KeyError as error:
        raise NetworkError(f"The network asks for {error}, which is not known here.") from error


@lru_cache(maxsize=1)
def _network(voice: bytes) -> Network:
    return read_network(voice)
