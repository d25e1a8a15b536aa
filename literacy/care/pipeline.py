"""Making the file of an export; of data, JSON and CSV of every table in one ZIP, with a page that explains it."""

from __future__ import annotations

import json
import secrets
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone, translation

from literacy.care.as_text import MARK, csv_bytes
from literacy.care.collecting import tables_of, waiting_sittings
from literacy.care.datamap import PERSONAL
from literacy.care.figures import write_figures
from literacy.care.models import Export
from literacy.care.research import write_research

_TEXTS = Path(__file__).parent / "texts"


def make_export(*, export_id: str, progress: Callable[[int], None]) -> None:
    """Write the file of an export and say until when it may be fetched. Done twice, it is made once."""
    export = Export.objects.filter(pk=export_id).select_related("school", "learner", "by").first()
    if export is None or export.made_at is not None:
        return
    folder = Path(settings.EXPORTS_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{secrets.token_hex(16)}{export.suffix}"
    fresh = folder / f".{name}"
    try:
        _write(fresh, export, progress)
        fresh.chmod(0o600)
        size = fresh.stat().st_size
        fresh.replace(folder / name)
    finally:
        fresh.unlink(missing_ok=True)
    made = timezone.now()
    kept = Export.objects.filter(pk=export.pk, made_at=None).update(
        file=name, size=size, made_at=made, expires_at=made + timedelta(hours=settings.EXPORT_HOURS)
    )
    if not kept:  # erased meanwhile, or made by somebody else
        (folder / name).unlink(missing_ok=True)


def _write(path: Path, export: Export, progress: Callable[[int], None]) -> None:
    zone = ZoneInfo(export.school.time_zone if export.school else settings.TIME_ZONE)
    with translation.override(export.language or settings.LANGUAGE_CODE), timezone.override(zone):
        if export.school and export.kind in Export.FIGURES:
            write_figures(path, export, export.school, progress)
            return
        if export.school and export.kind == Export.Kind.RESEARCH:
            write_research(path, export.school, progress)
            return
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            _fill(archive, export, progress)


def _fill(archive: zipfile.ZipFile, export: Export, progress: Callable[[int], None]) -> None:
    own = export.learner_id is not None and export.learner_id == export.by_id
    everything: dict[str, list[dict[str, Any]]] = {}
    tables = tables_of(school=export.school, learner=export.learner, own=own)
    for number, table in enumerate(tables, start=1):
        archive.writestr(f"csv/{table.model}.csv", csv_bytes(table.columns, table.rows))
        everything[table.model] = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        progress(min(95, 100 * number // len(PERSONAL)))
    archive.writestr("data.json", json.dumps(everything, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
    waiting = waiting_sittings(export.learner) if own and export.learner else 0
    for language, file in (("nl", "LEES-MIJ.txt"), ("en", "READ-ME.txt")):
        archive.writestr(file, MARK + _read_me(language, everything, waiting))


def _read_me(language: str, everything: dict[str, list[dict[str, Any]]], waiting: int) -> str:
    rows = "\n".join(f"- {model}: {len(rows)}" for model, rows in everything.items()) or "-"
    text = (_TEXTS / language / "export.txt").read_text(encoding="utf-8")
    moment = timezone.localtime().strftime("%Y-%m-%d %H:%M %Z")
    filled = text.replace("{made}", moment).replace("{tables}", rows)
    kept_back = (_TEXTS / language / "export-waiting.txt").read_text(encoding="utf-8") if waiting else ""
    return filled.replace("{waiting}", kept_back.replace("{number}", str(waiting)))
