"""The operators a voice is made of, as ONNX defines them (operator set 17), for one sequence and in float32."""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Operator: TypeAlias = Callable[..., Any]

_TYPES = {1: np.float32, 6: np.int32, 7: np.int64, 9: np.bool_}


def convolve(
    signal: Array, kernel: Array, bias: Array, *, group: int, dilation: int, pads: list[int]
) -> Array:
    """Convolve a signal (1, channels, time) at stride 1; every group of channels has kernels of its own."""
    padded = np.pad(signal[0], ((0, 0), tuple(pads)))
    taps = kernel.shape[2]
    length = padded.shape[1] - dilation * (taps - 1)
    shifted = [padded[:, tap * dilation : tap * dilation + length] for tap in range(taps)]
    if group == 1:
        found = sum(kernel[:, :, tap] @ each for tap, each in enumerate(shifted))
    else:
        # As many groups as channels: each channel is filtered by itself.
        found = sum(kernel[:, 0, tap, np.newaxis] * each for tap, each in enumerate(shifted))
    return np.asarray(found + bias[:, np.newaxis], np.float32)[np.newaxis]


def quantize(values: Array) -> tuple[Array, Array, Array]:
    """Return values as whole numbers 0 to 255, with the scale and the zero that they stand for."""
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    scale = np.float32((high - low) / 255) or np.float32(1)
    zero = np.uint8(np.clip(np.rint(np.float32(-low) / scale), 0, 255))
    whole = np.clip(np.rint(values / scale) + zero, 0, 255).astype(np.uint8)
    return whole, np.asarray(scale, np.float32), np.asarray(zero, np.uint8)


def multiply_whole(left: Array, right: Array, left_zero: Array, right_zero: Array) -> Array:
    """Multiply matrices of whole numbers. In float64, which is exact for these and much faster."""
    product = (left.astype(np.float64) - left_zero) @ (right.astype(np.float64) - right_zero)
    return product.astype(np.int32)


def normalize(values: Array, scale: Array, bias: Array, *, epsilon: float) -> Array:
    """Bring the last axis to mean 0 and spread 1, then scale and move it (Ba et al. 2016)."""
    centred = values - values.mean(-1, keepdims=True)
    spread = np.sqrt(np.mean(centred * centred, -1, keepdims=True) + np.float32(epsilon))
    return np.asarray(centred / spread * scale + bias, np.float32)


def erf(values: Array) -> Array:
    """Return the error function, right to 1.5e-7 (Abramowitz and Stegun 1964, 7.1.26)."""
    size = np.abs(values.astype(np.float64))
    t = 1 / (1 + 0.3275911 * size)
    powers = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.asarray(np.sign(values) * (1 - powers * np.exp(-size * size)), np.float32)


def softmax(values: Array) -> Array:
    """Turn the last axis into shares that add up to 1."""
    raised = np.exp(values - values.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)


def cut(values: Array, starts: Array, ends: Array, axes: Array) -> Array:
    """Return the part of values from `starts` to `ends` on each of `axes`."""
    places = [slice(None)] * values.ndim
    for start, end, axis in zip(starts, ends, axes, strict=True):
        places[int(axis)] = slice(int(start), int(end))
    return values[tuple(places)]


def reshape(values: Array, shape: Array) -> Array:
    """Give values another shape, where 0 keeps an axis as it is."""
    wanted = [values.shape[axis] if size == 0 else int(size) for axis, size in enumerate(shape)]
    return values.reshape(wanted)


def expand(values: Array, axes: Array) -> Array:
    """Put in axes of length 1."""
    return np.expand_dims(values, tuple(int(axis) for axis in np.atleast_1d(axes)))


def add_up(values: Array, axes: Array | None = None, *, keep: bool) -> Array:
    """Add up values along some axes, or all of them."""
    chosen = None if axes is None else tuple(int(axis) for axis in axes)
    return np.asarray(values.sum(axis=chosen, keepdims=keep))


def run_operator(name: str, takes: list[Any], settings: dict[str, Any]) -> Any:
    """Run one operator; a tuple where it gives several things. Raises `KeyError` for one that is not known."""
    return _OPERATORS[name](takes, settings)


_OPERATORS: dict[str, Callable[[list[Any], dict[str, Any]], Any]] = {
    "Add": lambda a, s: a[0] + a[1],
    "Cast": lambda a, s: a[0].astype(_TYPES[s["to"]]),
    "Clip": lambda a, s: np.clip(a[0], *a[1:]),
    "Concat": lambda a, s: np.concatenate(a, axis=s["axis"]),
    "Constant": lambda a, s: s["value"],
    "Conv": lambda a, s: convolve(*a, group=s["group"], dilation=s["dilations"][0], pads=s["pads"]),
    "CumSum": lambda a, s: np.cumsum(a[0], axis=int(a[1])),
    "Div": lambda a, s: a[0] // a[1] if a[0].dtype.kind == "i" else a[0] / a[1],
    "DynamicQuantizeLinear": lambda a, s: quantize(a[0]),
    "Erf": lambda a, s: erf(a[0]),
    "Exp": lambda a, s: np.exp(a[0]),
    "Gather": lambda a, s: np.take(a[0], a[1], axis=s.get("axis", 0)),
    "GreaterOrEqual": lambda a, s: a[0] >= a[1],
    "LayerNormalization": lambda a, s: normalize(*a, epsilon=s["epsilon"]),
    "Log": lambda a, s: np.log(a[0]),
    "MatMul": lambda a, s: a[0] @ a[1],
    "MatMulInteger": lambda a, s: multiply_whole(*a),
    "Mul": lambda a, s: a[0] * a[1],
    "Pow": lambda a, s: np.power(a[0], a[1]).astype(a[0].dtype),
    "Range": lambda a, s: np.arange(a[0], a[1], a[2]),
    "ReduceSum": lambda a, s: add_up(*a, keep=bool(s["keepdims"])),
    "Relu": lambda a, s: np.maximum(a[0], 0),
    "Reshape": lambda a, s: reshape(*a),
    "Round": lambda a, s: np.rint(a[0]),
    "Shape": lambda a, s: np.array(a[0].shape, np.int64),
    "Slice": lambda a, s: cut(*a),
    "Softmax": lambda a, s: softmax(a[0]),
    "Split": lambda a, s: tuple(np.split(a[0], np.cumsum(a[1])[:-1], axis=s["axis"])),
    "Sub": lambda a, s: a[0] - a[1],
    "Tile": lambda a, s: np.tile(a[0], a[1]),
    "Transpose": lambda a, s: a[0].transpose(s["perm"]),
    "Unsqueeze": lambda a, s: expand(*a),
}
