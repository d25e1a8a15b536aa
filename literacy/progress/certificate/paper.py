"""Sets the certificate with typst: names reach the typesetter as data, so no name can be a command."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typst
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

_SHEET = Path(__file__).with_name("certificate.typ")


def certificate_as_pdf(*, name: str, lessons: Sequence[str], on: date) -> bytes:
    """One sheet of A4 in the language in force: who finished which lessons, and when. No score stands on it.

    It does not claim PDF/UA, which refuses a name with a sign for which this machine has no font.
    """
    mark = (settings.BASE_DIR / "templates" / "icons" / "mark.svg").read_text(encoding="utf-8")
    drawn = mark.replace("currentColor", "#1d1a16").replace(
        "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1
    )
    told = {
        "language": translation.get_language(),
        "brand": _("Second Look"),
        "mark": drawn,
        "title": _("Certificate"),
        "name": name,
        "said": _("finished the course on real, manipulated and made-up clips"),
        "lessons": list(lessons),
        "what": _("What it was about"),
        "on": date_format(on, "DATE_FORMAT"),
        "note": _(
            "This says what was worked through. How well somebody tells real from manipulated is no part of it."
        ),
    }
    return typst.compile(_SHEET.read_bytes(), format="pdf", sys_inputs={"told": json.dumps(told)})
