"""Windows of a frame: what is altered is mostly small, and nothing around it need be looked at."""

from typing import TypeAlias

Window: TypeAlias = tuple[slice, slice]
"""Rows and columns of a frame, each from and up to a pixel."""


def whole(height: int, width: int) -> Window:
    """Return the window that is all of a frame."""
    return slice(0, height), slice(0, width)


def widened(window: Window, pixels: int, height: int, width: int) -> Window:
    """Return a window and so many pixels around it, as far as the frame goes."""
    rows, columns = window
    return (
        slice(max(0, rows.start - pixels), min(height, rows.stop + pixels)),
        slice(max(0, columns.start - pixels), min(width, columns.stop + pixels)),
    )


def even(window: Window) -> Window:
    """Return the smallest window around another whose sides are even: of whole fields of four pixels."""
    rows, columns = (slice(each.start // 2 * 2, (each.stop + 1) // 2 * 2) for each in window)
    return rows, columns


def inside(window: Window, outer: Window) -> Window:
    """Return a window as it is counted from the corner of an outer one."""
    rows, columns = (
        slice(each.start - other.start, each.stop - other.start)
        for each, other in zip(window, outer, strict=True)
    )
    return rows, columns


def placed(window: Window, outer: Window) -> Window:
    """Return a window that is counted from the corner of an outer one as it is counted in the frame."""
    rows, columns = (
        slice(each.start + other.start, each.stop + other.start)
        for each, other in zip(window, outer, strict=True)
    )
    return rows, columns


def common(window: Window, other: Window) -> Window:
    """Return what two windows have in common; it is empty, from a pixel up to the same one, when that is nothing."""
    rows, columns = (
        slice(max(a.start, b.start), max(a.start, b.start, min(a.stop, b.stop)))
        for a, b in zip(window, other, strict=True)
    )
    return rows, columns
