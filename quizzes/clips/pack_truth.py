"""The truth of a film or a sound as the manifest of a pack tells it: when, and where in the picture."""

import re
from typing import Any

from quizzes.clips.catalogue_reading import Table
from quizzes.clips.truth import MASK_SIDE, unpack_mask

MOST = 200
_MOST_BITS = 60_000
_OUTLINE = re.compile(r"(M\d{1,5} \d{1,5}(L\d{1,5} \d{1,5})+Z)*")


def read_truth(table: Table, medium: str) -> dict[str, Any]:
    """Read `truth` of a pair of films or sounds, as `Pair.truth` keeps it. Raises `CatalogueError`.

    `spans` are [from, to] in seconds of the manipulated half; a film may have `moments`, and `regions` and
    `mask` of all of them together.
    """
    inner = table.table("truth")
    spans = inner.get("spans")
    if not isinstance(spans, list) or not 0 < len(spans) <= MOST:
        raise inner.wrong("spans", "must be a list of at least one [from, to] in seconds")
    truth: dict[str, Any] = {"spans": [_span(inner, each) for each in spans]}
    if medium == "video":
        moments = inner.get("moments", [])
        if not isinstance(moments, list) or len(moments) > MOST:
            raise inner.wrong("moments", f"must be a list of at most {MOST}")
        truth["moments"] = [_moment(Table(each, inner.where, "truth.moments.")) for each in moments]
        if inner.has("mask"):
            truth |= _places(inner)
    inner.done()
    return truth


def _span(inner: Table, value: Any) -> list[float]:
    plain = isinstance(value, list) and len(value) == 2 and all(type(each) in (int, float) for each in value)
    if not plain or not 0 <= value[0] <= value[1] < float("inf"):
        raise inner.wrong("spans", f"must hold pairs [from, to] of seconds, not {value!r}")
    return [float(each) for each in value]


def _moment(table: Table) -> dict[str, Any]:
    start, end = table.number("start"), table.number("end")
    if end <= start:
        raise table.wrong("end", "must lie after `start`")
    outline = table.text("outline", "", empty=True)
    if not _OUTLINE.fullmatch(outline):
        raise table.wrong("outline", "must be a path of M, L and Z in whole pixels")
    moment = {"start": start, "end": end, **_places(table), "outline": outline}
    table.done()
    return moment


def _places(table: Table) -> dict[str, Any]:
    mask = table.table("mask")
    size, bits = mask.get("size"), mask.text("bits")
    plain = isinstance(size, list) and len(size) == 2 and all(type(each) is int for each in size)
    if not plain or not all(1 <= each <= MASK_SIDE for each in size) or len(bits) > _MOST_BITS:
        raise mask.wrong("size", f"must be [width, height] of at most {MASK_SIDE}, not {size!r}")
    mask.done()
    found = {"regions": _regions(table), "mask": {"size": size, "bits": bits}}
    try:
        unpack_mask(found)
    except ValueError as error:
        raise table.wrong("mask", f"cannot be read. {error}") from error
    return found


def _regions(table: Table) -> list[dict[str, list[float]]]:
    value = table.get("regions", [])
    if not isinstance(value, list) or len(value) > MOST:
        raise table.wrong("regions", "must be a list of boxes")
    found = []
    for each in value:
        inner = Table(each, table.where, "truth.regions.")
        box = inner.get("box")
        plain = isinstance(box, list) and len(box) == 4 and all(type(side) in (int, float) for side in box)
        if not plain or not (0 <= box[0] < box[2] <= 1 and 0 <= box[1] < box[3] <= 1):
            raise inner.wrong("box", f"must be [left, top, right, bottom] in fractions, not {box!r}")
        inner.done()
        found.append({"box": [float(side) for side in box]})
    return found
