"""What the player's templates need of a place: the clip and its question, or the truth."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from quizzes.attempts.asked import about, shown_at
from quizzes.attempts.course import Course, Place
from quizzes.attempts.film import film_asked, film_told, films_compared
from quizzes.attempts.media import ClipLinks, other_half
from quizzes.attempts.own import own_answers
from quizzes.attempts.reveal import reveal_of, story_told
from quizzes.attempts.time_left import time_of
from quizzes.attempts.wave import Wave, wave_of
from quizzes.clips.captions import said_in
from quizzes.clips.credential_cards import can_be_signed
from quizzes.clips.evidence_cards import evidence_of
from quizzes.clips.lens_shown import lenses_for
from quizzes.clips.models import Medium, Pair
from quizzes.items.types import ITEM_TYPES, Shown, Shows
from quizzes.items.types.base import QuestionForm
from quizzes.items.types.provenance import card_of


def screen_of(course: Course, place: Place, form: QuestionForm | None = None) -> dict[str, Any]:
    """The context of the screen of a place. `form`: an answer that was not valid, to be shown again with its mistakes."""
    where = _("%(name)s of %(count)s") % {"name": place.name, "count": len(course.places)}
    context: dict[str, Any] = {
        "course": course, "place": place, "sitting": course.sitting, "where": where,
        "links": ClipLinks(course.sitting.pk, place.position),
    }  # fmt: skip
    if place.is_pulled or place.is_absent:
        return context | {"taken_away": True}
    context["time"] = time_of(course)
    if place.shows is Shows.NOTHING:
        return context | _story(course, place, form)
    pair = pair_of(place)
    renditions = {each.kind: each for each in pair.renditions.all()}
    revealed = course.may_reveal(place)
    is_alone = revealed or place.shows is Shows.HALF
    context |= {"pair": pair, "lenses": lenses_for(pair, revealed=revealed) if is_alone else []}
    slug = _asked_next(course, place)
    if slug is not None:
        context |= _question(slug, about(place, pair), form)
        context |= {"renditions": renditions, "shown": renditions[place.half]}
        context |= _stage(place, pair, context["links"])
    elif revealed:
        context |= {
            "reveal": reveal_of(place, pair),
            "renditions": renditions,
            "can_be_signed": can_be_signed(),
        }
        if "context" in place.chain:
            context["evidence"] = evidence_of(pair)
        if "provenance" in place.chain and can_be_signed():
            context["specimen"] = card_of(about(place, pair))
        if pair.medium == Medium.VIDEO:
            context["film"] = film_told(pair, context["links"])
    elif place.answered:
        [context["own"]] = own_answers(course, [place])
    return context


def pair_of(place: Place) -> Pair:
    """The pair shown at a place, with its clip and renditions: the same queries whichever half is shown."""
    pairs = Pair.objects.select_related("clip").prefetch_related("renditions").defer("recipe")
    return pairs.get(items__showings=place.showing_id)


def _asked_next(course: Course, place: Place) -> str | None:
    """The item type that is asked; None where all is answered, and in a sitting that has ended."""
    return place.next_question if course.sitting.finished_at is None else None


def _story(course: Course, place: Place, form: QuestionForm | None) -> dict[str, Any]:
    shown, slug = shown_at(place), _asked_next(course, place)
    if slug is not None:
        return _question(slug, shown, form)
    return {"story": story_told(place, shown.content)} if course.may_reveal(place) else {}


def _question(slug: str, shown: Shown, form: QuestionForm | None) -> dict[str, Any]:
    kind = ITEM_TYPES[slug]
    return {
        "kind": kind,
        "form": form,
        "mistakes": form.mistakes() if form is not None else [],
        "key": uuid4(),
        "offer": kind.offer(shown),
    }


def _stage(place: Place, pair: Pair, links: ClipLinks) -> dict[str, Any]:
    """The clip, or both of a comparison, drawn without the spans: those are the truth, which waits for the reveal."""
    if place.shows is Shows.BOTH:
        halves = {"A": place.half, "B": other_half(place.half)}
        film = films_compared(pair, place.half, links) if pair.medium == Medium.VIDEO else None
        return {
            "film": film,
            "sides": [
                {
                    "name": side,
                    "link": links.side(side),
                    "captions": links.side_part(side, "captions"),
                    "wave": _blank_wave(pair, half),
                    "said": said_in(pair, half),
                }
                for side, half in halves.items()
            ],
        }
    stage: dict[str, Any] = {
        "claim": pair.claim(place.half),
        "said": said_in(pair, place.half),
        "wave": _blank_wave(pair, place.half),
    }
    if pair.medium == Medium.VIDEO:
        stage["film"] = film_asked(pair, place.half, links)
    if "context" in place.chain:
        stage["cards"] = [{"card": each, "is_open": each.kind in place.steps} for each in evidence_of(pair)]
    return stage


def _blank_wave(pair: Pair, half: str) -> Wave | None:
    return replace(wave_of(pair, half), stretches=[]) if pair.medium == Medium.SOUND else None
