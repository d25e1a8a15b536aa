"""Answers without names, for research: one row an answer, with a codebook, as docs/research-export.md has it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from literacy.care.as_text import MARK, csv_bytes, write_csv
from literacy.care.models import ResearchConsent
from literacy.care.research.columns import COLUMNS
from literacy.care.research.pseudonyms import Pseudonyms
from literacy.care.research.rows import answers_of
from literacy.classroom.models import School

__all__ = ["write_research"]

_TEXTS = Path(__file__).parent.parent / "texts"


def write_research(path: Path, school: School, progress: Callable[[int], None]) -> int:
    """Write the ZIP row by row; returns how many answers are in it. None at all where the school has switched it off."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        number = 0
        if ResearchConsent.objects.filter(school=school).exists():
            with (
                archive.open("answers.csv", "w", force_zip64=True) as raw,
                io.TextIOWrapper(raw, encoding="utf-8", newline="") as out,
            ):
                number = write_csv(out, tuple(COLUMNS), answers_of(school, Pseudonyms(), progress))
        archive.writestr("codebook.csv", csv_bytes(("column", "meaning"), COLUMNS.items()))
        for language, file in (("nl", "LEES-MIJ.txt"), ("en", "READ-ME.txt")):
            text = (_TEXTS / language / "research.txt").read_text(encoding="utf-8")
            archive.writestr(file, MARK + text.replace("{answers}", str(number)))
    return number
