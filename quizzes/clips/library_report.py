"""What is in the library now, counted from the rows."""

from typing import Any

from django.db.models import Count

from quizzes.clips.models import Medium, Pair


def library_status() -> dict[str, Any]:
    """Count what is published.

    `pairs`, `by_medium` and `by_technique` count pairs with two halves; `authentic_odd` counts real clips shown
    alone and `generated` those that have no original; `originals` counts the clips that all are made of.
    `failed` lists slug and sentence of what could not be made.
    """
    published = Pair.objects.published()
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
        "failed": list(Pair.objects.filter(state=Pair.State.FAILED).order_by("slug").values("slug", "error")),
    }
