"""Cards as a table that a spreadsheet opens."""

import csv
import io

from django.utils import translation
from django.utils.translation import gettext as _

from literacy.classroom.cards.card import Deck, card_link
from literacy.people.pictures import PICTURE_NAMES

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def deck_as_csv(deck: Deck) -> bytes:
    """UTF-8 with a byte order mark, commas, CRLF. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    with translation.override(deck.language):
        writer.writerow([_("Name"), _("Class"), _("Class code"), _("Words"), _("Pictures"), _("Link")])
        for card in deck.cards:
            pictures = ", ".join(str(PICTURE_NAMES[picture]) for picture in card.pictures)
            row = [card.name, deck.class_name, deck.class_code, card.code, pictures, card_link(deck, card)]
            writer.writerow([_plain(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
