"""The eye that the catalogue knows in a film, for the lens that looks at eyes."""

from quizzes.clips.catalogue_reading import Table


def read_eye(table: Table, medium: str) -> tuple[float, float, float, float] | None:
    """Read `eye`: where one eye lies in the first picture of a film, in fractions of the ingested picture.

    Returns (left, top, right, bottom), None where none is given; raises `CatalogueError`.
    """
    value = table.get("eye", None)
    if value is None:
        return None
    if medium != "video":
        raise table.wrong("eye", f"goes with a video, not with a {medium}")
    if (
        not isinstance(value, list)
        or len(value) != 4
        or not all(type(each) in (int, float) for each in value)
    ):
        raise table.wrong(
            "eye", f"must be [left, top, right, bottom] in fractions of the picture, not {value!r}"
        )
    left, top, right, bottom = (float(each) for each in value)
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise table.wrong(
            "eye", f"must lie within 0 and 1, right beyond left and bottom beyond top, not {value!r}"
        )
    return left, top, right, bottom
