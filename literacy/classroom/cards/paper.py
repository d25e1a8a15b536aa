"""Cards on paper: eight to a sheet of A4 with lines to cut along, set by typst."""

import json
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from literacy.classroom.cards.card import Deck, card_link
from literacy.people.pictures import PICTURE_NAMES

_SHEET = Path(__file__).with_name("sheet.typ")


def deck_as_pdf(deck: Deck) -> bytes:
    """The cards as a tagged PDF of A4 sheets, eight cards each, in the deck's language.

    Signs for which this machine has no font are left out of names, and a name of which nothing is left is to be written
    by hand. It does not claim PDF/UA, which would be refused for words in a script that typst cannot order.
    """
    return typst.compile(_SHEET.read_bytes(), format="pdf", sys_inputs={"deck": _told(deck)})


def deck_as_pictures(deck: Deck) -> list[bytes]:
    """The same sheets as PNG pictures, to look at."""
    made: Any = typst.compile(_SHEET.read_bytes(), format="png", ppi=110, sys_inputs={"deck": _told(deck)})
    return made if isinstance(made, list) else [made]


def _told(deck: Deck) -> str:
    """The deck as JSON: names reach the typesetter as data, so no name can be a command."""
    with translation.override(deck.language):
        told = {
            "language": deck.language,
            "title": _("Cards of %(name)s") % {"name": deck.class_name},
            "brand": _("Second Look"),
            "mark": _drawing("mark"),
            "class": deck.class_name,
            "code": deck.class_code,
            "host": deck.host,
            "words": {
                "name": _("Name"),
                "go": _("Go to"),
                "code": _("Class code"),
                "words": _("Your three words"),
                "pictures": _("Your three pictures"),
                "instead": _("or type"),
                "scan": _("or scan"),
            },
            "pictures": {slug: _drawing(f"picture/{slug}") for slug in PICTURE_NAMES},
            "named": {slug: str(name) for slug, name in PICTURE_NAMES.items()},
            "cards": [
                {
                    "name": card.name,
                    "words": card.code,
                    "pictures": list(card.pictures),
                    "qr": _qr(card_link(deck, card)),
                }
                for card in deck.cards
            ],
        }
    return json.dumps(told)


def _qr(text: str) -> str:
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, dark="#1d1a16", xmldecl=False)
    return out.getvalue().decode()


@cache
def _drawing(name: str) -> str:
    path = settings.BASE_DIR / "templates" / "icons" / f"{name}.svg"
    drawing = path.read_text(encoding="utf-8").replace("currentColor", "#1d1a16")
    return drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
