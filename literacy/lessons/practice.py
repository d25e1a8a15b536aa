"""The short quiz at the end of a lesson that names no ready one: drawn by techniques and cues, with no pair in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from literacy.lessons.blocks import PAIR_KINDS
from literacy.lessons.practice_words import FEWEST, USUAL
from quizzes.clips.models import Pair
from quizzes.items.loader import balance, item_for_pair
from quizzes.items.models import Placement, Quiz


def draw_practice(slug: str, practice: Mapping[str, Any], bodies: Mapping[str, Any]) -> Quiz | None:
    """The practice quiz of a lesson; None as long as the library has too few pairs for it.

    The draw is the lesson's own and the same each time for the same library. Once somebody has begun the quiz it
    stays as it is. Neither a pair nor an original of the lesson is in it, for the lesson shows the truth.
    """
    shown = {
        block["pair"]
        for body in bodies.values()
        for step in body["steps"]
        for block in step["blocks"]
        if block["kind"] in PAIR_KINDS
    }
    name = f"practice-{slug}"
    quiz = Quiz.objects.filter(slug=name).first()
    if quiz is not None and quiz.sittings.exists():
        return quiz
    drawn, _surplus = balance(list(_drawn(slug, practice, shown)))
    if len(drawn) < FEWEST:
        return quiz
    with transaction.atomic():
        quiz, _made = Quiz.objects.update_or_create(
            slug=name,
            defaults={
                "texts": _texts(bodies),
                "mode": Quiz.Mode.PRACTICE,
                "open_to_guests": True,
                "assignable": False,
            },
        )
        quiz.placements.all().delete()
        Placement.objects.bulk_create(
            Placement(quiz=quiz, item=item_for_pair(pair), position=position)
            for position, pair in enumerate(drawn)
        )
    return quiz


def _drawn(slug: str, practice: Mapping[str, Any], shown: set[str]) -> Iterator[Pair]:
    """Pairs in turn of each technique, so that none crowds the others out, and of originals that are not known yet."""
    library = Pair.objects.in_library().published()
    clips = set(library.filter(slug__in=shown).values_list("clip_id", flat=True))
    pairs = library.exclude(slug__in=shown).exclude(clip__in=clips).with_both().order_by("slug")
    if media := practice.get("media"):
        pairs = pairs.filter(medium__in=media)
    cues = set(practice.get("cues", []))
    fitting = [
        pair for pair in pairs if pair.technique in practice.get("techniques", []) or cues & set(pair.cues)
    ]
    Random(slug).shuffle(fitting)
    by_technique: dict[str, list[Pair]] = {}
    for pair in fitting:
        by_technique.setdefault(pair.technique, []).append(pair)
    left = practice.get("number", USUAL)
    while left and any(by_technique.values()):
        for queue in by_technique.values():
            while queue and queue[-1].clip_id in clips:
                queue.pop()
            if queue and left:
                pair = queue.pop()
                clips.add(pair.clip_id)
                left -= 1
                yield pair


def _texts(bodies: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    texts = {}
    for language, body in bodies.items():
        with override(language):
            texts[language] = {
                "title": _("Practice: %(title)s") % {"title": body["title"]},
                "intro": _("Other clips, the same tricks. About half of what you see is real."),
            }
    return texts
