"""The marks that count: an answer's own, or the one it was given anew."""

from __future__ import annotations

from django.db.models import F, FilteredRelation, Q, QuerySet

from quizzes.attempts.models import Answer


def with_mark(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Answers with `given_anew`, the key of the mark that took the place of their own (None where none did).

    Its `new_points` and `new_response` come with it, in the same query.
    """
    return answers.annotate(
        anew=FilteredRelation("remarks", condition=Q(remarks__superseded_at=None)),
        given_anew=F("anew__pk"),
        new_points=F("anew__points"),
        new_response=F("anew__response"),
    )


def as_marked(answers: QuerySet[Answer]) -> list[Answer]:
    """Answers that say the mark that counts. They are for reading: saved, they would be refused."""
    found = list(with_mark(answers))
    for answer in found:
        if answer.given_anew is not None:  # type: ignore[attr-defined]
            answer.points, answer.response = answer.new_points, answer.new_response  # type: ignore[attr-defined]
    return found
