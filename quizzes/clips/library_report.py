"""What is in the library now, counted from the rows."""

from typing import Any

from django.db.models import Count

from quizzes.clips.models import Medium, Pair


def library_status() -> dict[str, Any]:
    """Count what is published.

    `pairs`, `by_medium` and `by_technique` count pairs with a twin; `authentic_odd` counts real clips shown
    alone; `originals` counts the clips that either is made of. `failed` lists slug and sentence of what could
    not be made.
    """
    published = Pair.objects.published()
    pairs = published.with_twin()
    by_medium = dict(pairs.order_by().values_list("medium").annotate(Count("pk")))
    return {
        "originals": published.order_by().values("clip").distinct().count(),
        "pairs": pairs.count(),
        "by_medium": {medium.value: by_medium.get(medium.value, 0) for medium in Medium},
        "by_technique": dict(
            pairs.order_by("technique").values_list("technique").annotate(Count("pk")).order_by("technique")
        ),
        "authentic_odd": published.filter(has_twin=False).count(),
        "failed": list(Pair.objects.filter(state=Pair.State.FAILED).order_by("slug").values("slug", "error")),
    }
