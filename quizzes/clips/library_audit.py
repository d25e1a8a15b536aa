"""The leak audit of the real library: every published pair, as its files leave the site."""

from django.db.models import Q
from django.http import HttpRequest

from quizzes.clips.audit import Audit, Features, audit_pairs
from quizzes.clips.audit_groups import audit_groups
from quizzes.clips.file_features import features_of
from quizzes.clips.models import Half, Medium, Pair, Rendition
from quizzes.clips.store import path_of
from quizzes.http.ranges import ranged_response

_CACHE_S = 3600


def audit_library() -> dict[str, Audit]:
    """Audit the published pairs of each medium that has any, in the order of their slugs.

    Clips that stand alone on one canvas follow, generated against real, under "<medium> alone <canvas>".
    """
    found: dict[str, list[tuple[Features, Features]]] = {}
    pairs = Pair.objects.in_library().published().with_both().prefetch_related("renditions").order_by("slug")
    for pair in pairs:
        halves = {
            rendition.kind: features_as_sent(rendition)
            for rendition in pair.renditions.all()
            if rendition.kind in Half
        }
        found.setdefault(pair.medium, []).append((halves[Half.ORIGINAL], halves[Half.TWIN]))
    audits = {medium.value: audit_pairs(found[medium.value]) for medium in Medium if medium.value in found}
    return audits | _audit_alone()


def _audit_alone() -> dict[str, Audit]:
    """Compare the files of generated clips with those of the real clips that stand beside them, by canvas."""
    alone = Pair.objects.in_library().published().filter(Q(has_twin=False) | Q(has_original=False))
    real: dict[tuple[str, str], list[Features]] = {}
    generated: dict[tuple[str, str], list[Features]] = {}
    for pair in alone.prefetch_related("renditions").order_by("slug"):
        canvas = pair.recipe.get("params", {}).get("canvas")
        if canvas:
            side = real if pair.has_original else generated
            for rendition in pair.renditions.all():
                key = (pair.medium, "x".join(map(str, canvas)))
                side.setdefault(key, []).append(features_as_sent(rendition))
    return {
        f"{medium} alone {canvas}": audit_groups(real.get((medium, canvas), []), features)
        for (medium, canvas), features in sorted(generated.items())
    }


def features_as_sent(rendition: Rendition) -> Features:
    """Describe a file and the headers it leaves the site with, as `features_of` does."""
    request = HttpRequest()
    request.method = "HEAD"
    path = path_of(rendition.file)
    # The very function that answers a browser, so that a header added there is audited here.
    response = ranged_response(request, path, mime=rendition.mime, seconds=_CACHE_S)
    return features_of(path.read_bytes(), dict(response.items()))
