"""The pictures that personal codes of the youngest are made of, drawn for this site, and what they are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PICTURE_ROWS: tuple[dict[str, str | Promise], ...] = (
    {
        "cat": _("cat"),
        "fish": _("fish"),
        "bird": _("bird"),
        "snail": _("snail"),
        "butterfly": _("butterfly"),
        "tree": _("tree"),
        "flower": _("flower"),
        "mushroom": _("mushroom"),
    },
    {
        "key": _("key"),
        "bell": _("bell"),
        "cup": _("cup"),
        "umbrella": _("umbrella"),
        "book": _("book"),
        "crown": _("crown"),
        "glasses": _("glasses"),
        "pencil": _("pencil"),
    },
    {
        "sun": _("sun"),
        "moon": _("moon"),
        "cloud": _("cloud"),
        "star": _("star"),
        "boat": _("boat"),
        "car": _("car"),
        "house": _("house"),
        "balloon": _("balloon"),
    },
)
"""Three rows of eight: what lives, what lies about in a house, and what is seen outside. Drawn in `templates/icons/picture/`."""

PICTURE_NAMES = {picture: name for row in PICTURE_ROWS for picture, name in row.items()}
PICTURES = tuple(PICTURE_NAMES)
