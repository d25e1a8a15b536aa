"""What is in the library now, counted from the rows."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from quizzes.clips import store
from quizzes.clips.models import Medium, Pair, Rendition


@dataclass(frozen=True)
class FileDigest:
    """One file of a published pair: its sha256 as the database has it, and whether the file on disk has it too."""

    slug: str
    kind: str
    sha256: str
    is_whole: bool


def library_digests() -> Iterator[FileDigest]:
    """Every file of every published pair, by slug and kind: the same lines on every site of one version."""
    rows = Rendition.objects.filter(pair__in=Pair.objects.in_library().published()).select_related("pair")
    for row in sorted(rows, key=lambda row: (row.pair.slug, row.kind)):
        try:
            with store.path_of(row.file).open("rb") as file:
                there = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            there = ""
        yield FileDigest(row.pair.slug, row.kind, row.sha256, there == row.sha256)


def library_status() -> dict[str, Any]:
    """Count what is published.

    `pairs`, `by_medium` and `by_technique` count pairs with two halves; `authentic_odd` counts real clips shown
    alone and `generated` those that have no original; `originals` counts the clips that all are made of.
    `failed` lists slug and sentence of what could not be made.
    """
    published = Pair.objects.in_library().published()
    pairs = published.with_both()
    by_medium = dict(pairs.order_by().values_list("medium").annotate(Count("pk")))
    return {
        "originals": published.order_by().values("clip").distinct().count(),
        "pairs": pairs.count(),
        "by_medium": {medium.value: by_medium.get(medium.value, 0) for medium in Medium},
        "by_technique": dict(
            pairs.order_by("technique").values_list("technique").annotate(Count("pk")).order_by("technique")
        ),
        "authentic_odd": published.filter(has_twin=False).count(),
        "generated": published.filter(has_original=False).count(),
        "failed": list(
            Pair.objects.in_library().filter(state=Pair.State.FAILED).order_by("slug").values("slug", "error")
        ),
    }
