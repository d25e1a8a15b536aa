"""What cameras and programs wrote into an upload beside its picture or sound: EXIF, IPTC, XMP, tags of recordings.

Of the place where it was taken only that it was there is said, never where.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import av
from PIL import ExifTags, Image, IptcImagePlugin

from quizzes.clips.ingest import FORMATS, MAX_PIXELS
from quizzes.clips.sounds import ALONE
from quizzes.studio.kinds import Kind

_LONGEST, _LONGEST_XMP = 120, 400_000
_DATE = re.compile(r"(\d{4})[:-](\d{2})[:-](\d{2})")
_XMP_PLACE = re.compile(rb"exif:GPSL|GPSLatitude|photoshop:City|Iptc4xmpCore:Location|LocationCreated")
_XMP_ORIGIN = re.compile(rb"newscodes/digitalsourcetype/([A-Za-z]{1,60})")
_XMP_MAKER = re.compile(rb"<dc:creator>\s{0,40}<rdf:Seq>\s{0,40}<rdf:li[^<>]{0,80}>([^<>]{1,200})<")
_XMP_PROGRAM = re.compile(rb"CreatorTool(?:=\"|>)([^<>\"]{1,200})")
_IPTC_MAKER, _IPTC_RIGHTS, _IPTC_PLACES = (2, 80), (2, 116), ((2, 90), (2, 92), (2, 95), (2, 101))
_TAGS = {
    "camera": ("com.apple.quicktime.model", "model", "com.android.model", "make", "com.apple.quicktime.make"),
    "taken": ("com.apple.quicktime.creationdate", "creation_time", "date", "date-eng"),
    "program": ("com.apple.quicktime.software", "software", "encoded_by", "encoder"),
    "maker": ("artist", "author", "com.apple.quicktime.author", "composer"),
    "rights": ("copyright",),
}
_TAG_PLACE = re.compile(r"location|gps|xyz", re.IGNORECASE)


def data_in(path: Path, kind: Kind) -> dict[str, Any]:
    """Return what is written in a file: camera, taken (a date), program, maker, rights, origin; each only where it is there.

    `place` is True where it says where it was taken. Whatever a broken file makes a decoder raise comes through.
    """
    found = _photo(path) if kind.holds == "photo" else _recording(path, kind.format)
    plain: dict[str, Any] = {name: _text(value) for name, value in found.items() if name != "place"}
    if date := _DATE.search(plain.pop("taken", "")):
        plain["taken"] = "-".join(date.groups())
    return {name: value for name, value in plain.items() if value} | (
        {"place": True} if found.get("place") else {}
    )


def _photo(path: Path) -> dict[str, Any]:
    with path.open("rb") as file, Image.open(file, formats=FORMATS) as image:
        if image.width * image.height > MAX_PIXELS:
            return {}
        exif = image.getexif()
        more, gps = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
        iptc = IptcImagePlugin.getiptcinfo(image) or {}
        xmp = image.info.get("xmp", b"")
    xmp = (xmp if isinstance(xmp, bytes) else str(xmp).encode())[:_LONGEST_XMP]
    base = ExifTags.Base
    make, model = _text(exif.get(base.Make)), _text(exif.get(base.Model))
    return {
        "camera": model if model.startswith(make) else f"{make} {model}",
        "taken": more.get(base.DateTimeOriginal) or exif.get(base.DateTime),
        "program": exif.get(base.Software) or _found(_XMP_PROGRAM, xmp),
        "maker": exif.get(base.Artist) or _found(_XMP_MAKER, xmp) or iptc.get(_IPTC_MAKER),
        "rights": exif.get(base.Copyright) or iptc.get(_IPTC_RIGHTS),
        "origin": _found(_XMP_ORIGIN, xmp),
        "place": bool(gps or _XMP_PLACE.search(xmp) or any(each in iptc for each in _IPTC_PLACES)),
    }


def _recording(path: Path, kind: str) -> dict[str, Any]:
    with (
        path.open("rb") as file,
        av.open(file, "r", format=kind, metadata_errors="ignore", options=ALONE) as container,
    ):
        tags: dict[str, str] = {}
        for said in (container.metadata, *(each.metadata for each in container.streams)):
            tags |= {name.lower(): value for name, value in said.items() if name.lower() not in tags}
    found: dict[str, Any] = {name: _first(tags, names) for name, names in _TAGS.items()}
    xmp = " ".join(value for name, value in tags.items() if "xmp" in name)[:_LONGEST_XMP].encode()
    found["origin"] = _found(_XMP_ORIGIN, xmp)
    found["place"] = any(_TAG_PLACE.search(name) for name in tags) or bool(_XMP_PLACE.search(xmp))
    return found


def _first(tags: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((tags[name] for name in names if tags.get(name)), "")


def _found(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    found = pattern.search(text)
    return found[1] if found else b""


def _text(value: object) -> str:
    """Return what a stranger wrote as one short line of print."""
    if isinstance(value, list):
        value = value[0] if value else ""
    said = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    return " ".join("".join(each if each.isprintable() else " " for each in said[:2000]).split())[:_LONGEST]
