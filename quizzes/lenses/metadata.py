"""Metadata: what a photo's file says about its camera, its time and the programs that wrote it."""

import io

from PIL import ExifTags, Image, UnidentifiedImageError

from quizzes.lenses.media import Row
from quizzes.lenses.registry import lens

LONGEST = 200
_CAMERA = ("Make", "Model", "LensModel", "ExposureTime", "FNumber", "ISOSpeedRatings", "FocalLength")
_TIME = ("DateTime", "DateTimeOriginal", "OffsetTimeOriginal")
_PROGRAM = ("Software", "Artist", "Copyright", "ImageDescription")
_GROUPS = {"camera": _CAMERA, "time": _TIME, "program": _PROGRAM}


@lens("metadata", "photo", takes="file", gives="rows")
def look(data: bytes) -> tuple[Row, ...]:
    """Return what the file says of itself: always its format and size, then whatever EXIF there is.

    Places (GPS) are named as being there and never shown. Missing metadata proves nothing: nearly every site and app
    takes it away. Raises `ValueError` for a file that is no photo.
    """
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as image:
            rows = [
                Row("file", "format", str(image.format)),
                Row("file", "size", f"{image.width} x {image.height}"),
                Row("file", "bytes", str(len(data))),
            ]
            exif = image.getexif()
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise ValueError("This is not a photo that can be read.") from error
    found = {ExifTags.TAGS.get(tag, ""): value for tag, value in exif.items()}
    found |= {ExifTags.TAGS.get(tag, ""): value for tag, value in exif.get_ifd(ExifTags.IFD.Exif).items()}
    for group, names in _GROUPS.items():
        rows += [Row(group, name, _plain(found[name])) for name in names if name in found]
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        rows.append(Row("place", "GPS", "…"))
    return tuple(rows)


def _plain(value: object) -> str:
    """Return a value as one short line of print."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return "".join(each for each in text if each.isprintable())[:LONGEST].strip()
