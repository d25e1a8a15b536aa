"""What is said where a clip was taken away after a report."""

from django.utils.translation import gettext as _

from quizzes.clips.models import PairQuerySet
from quizzes.http.refusal import Refusal


def taken_away() -> str:
    """The sentence for whoever asks for a clip that was pulled."""
    return _(
        "This clip was taken away after somebody reported it. Nothing you did is lost; you can go on without it."
    )


def refuse_pulled(pairs: PairQuerySet) -> None:
    """Raise Refusal (410) when one of `pairs` was pulled; to be called where nothing else was found. One query."""
    if pairs.filter(is_pulled=True).exists():
        raise Refusal(taken_away(), status=410)
