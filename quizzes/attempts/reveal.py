"""What the reveal says: the outcome in words, the place, the cue, and where the clip comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.attempts.asked import about, without_pair
from quizzes.attempts.course import Place
from quizzes.attempts.marks import as_marked
from quizzes.attempts.models import Answer
from quizzes.attempts.wave import Wave, wave_of
from quizzes.clips.captions import Said, said_in
from quizzes.clips.models import Pair, Rendition
from quizzes.clips.vocabulary import CUES, LICENCES, Term, technique_term
from quizzes.items.types import ITEM_TYPES, Marked, Shown, Shows, Told
from quizzes.items.types.compare import twin_side
from quizzes.items.types.respond import Turn, turns
from quizzes.scoring.marking.grid import cell_rectangle

_SEEN_FOR = 0.4  # seconds before and after the moment that was pointed at
HEADLINES: dict[tuple[str, str], str | Promise] = {
    ("photo", "hit"): _("You saw it: this photo was manipulated."),
    ("photo", "miss"): _("This photo was manipulated. It fooled you this time."),
    ("photo", "false_alarm"): _("This photo is real. You doubted it."),
    ("photo", "correct_rejection"): _("This photo is real, and you trusted it."),
    ("sound", "hit"): _("You heard it: this recording was manipulated."),
    ("sound", "miss"): _("This recording was manipulated. It fooled you this time."),
    ("sound", "false_alarm"): _("This recording is real. You doubted it."),
    ("sound", "correct_rejection"): _("This recording is real, and you trusted it."),
    ("video", "hit"): _("You saw it: this video was manipulated."),
    ("video", "miss"): _("This video was manipulated. It fooled you this time."),
    ("video", "false_alarm"): _("This video is real. You doubted it."),
    ("video", "correct_rejection"): _("This video is real, and you trusted it."),
    ("generated", "hit"): _("You saw it: a computer made this picture."),
    ("generated", "miss"): _("A computer made this picture. It fooled you this time."),
    ("claim", "hit"): _("You saw it: the caption misleads."),
    ("claim", "miss"): _("The caption misleads. It fooled you this time."),
    ("claim", "false_alarm"): _("The caption fits. You doubted it."),
    ("claim", "correct_rejection"): _("The caption fits, and you trusted it."),
}
CHECKED: dict[tuple[str, bool], str | Promise] = {
    ("photo", True): _("Good to check: this photo was manipulated."),
    ("photo", False): _("You wanted to check: this photo is real."),
    ("sound", True): _("Good to check: this recording was manipulated."),
    ("sound", False): _("You wanted to check: this recording is real."),
    ("video", True): _("Good to check: this video was manipulated."),
    ("video", False): _("You wanted to check: this video is real."),
    ("generated", True): _("Good to check: a computer made this picture."),
    ("claim", True): _("Good to check: the caption misleads."),
    ("claim", False): _("You wanted to check: the caption fits."),
}
UNANSWERED: dict[tuple[str, bool], str | Promise] = {
    ("photo", True): _("You did not answer this one: this photo was manipulated."),
    ("photo", False): _("You did not answer this one: this photo is real."),
    ("sound", True): _("You did not answer this one: this recording was manipulated."),
    ("sound", False): _("You did not answer this one: this recording is real."),
    ("video", True): _("You did not answer this one: this video was manipulated."),
    ("video", False): _("You did not answer this one: this video is real."),
    ("generated", True): _("You did not answer this one: a computer made this picture."),
    ("claim", True): _("You did not answer this one: the caption misleads."),
    ("claim", False): _("You did not answer this one: the caption fits."),
}


@dataclass(frozen=True)
class Mark:
    """Where the learner pointed: fractions of the picture, how good it was (None when nothing was changed), and of a
    film when, in seconds."""

    x: float
    y: float
    cell: str
    points: float | None
    at: float | None = None

    @property
    def start(self) -> float:
        """From when on a film shows the mark, in seconds."""
        return max(0.0, (self.at or 0.0) - _SEEN_FOR)

    @property
    def end(self) -> float:
        return (self.at or 0.0) + _SEEN_FOR


@dataclass(frozen=True)
class MarkedTime:
    """When the learner said it was changed, on a line of 1000 units that lasts as long as the clip."""

    left: float
    width: float


@dataclass(frozen=True)
class Reveal:
    """Everything the reveal of one place shows."""

    headline: str | Promise
    is_manipulated: bool
    technique: Term
    cues: list[str | Promise]
    told: list[Told]
    side: str
    mark: Mark | None
    marked: MarkedTime | None
    regions: list[dict[str, Any]]
    frame: dict[str, float] | None
    has_overlay: bool
    credits: list[str]
    cut: int
    ring: int
    waves: dict[str, Wave]
    said: dict[str, Said | None]


def reveal_of(place: Place, pair: Pair) -> Reveal:
    """Put together the reveal of a place that is done, or stayed open in a sitting that was handed in."""
    answers = as_marked(Answer.objects.filter(showing_id=place.showing_id).order_by("pk"))
    told = _told(place, answers, about(place, pair))
    width, height = pair.truth.get("size", (1, 1))
    names = pair.text.get("regions", [])
    regions = [
        {
            "name": names[index] if index < len(names) else "",
            "x": box[0] * width,
            "y": box[1] * height,
            "width": (box[2] - box[0]) * width,
            "height": (box[3] - box[1]) * height,
        }
        for index, box in enumerate(region["box"] for region in pair.truth.get("regions", []))
    ]
    return Reveal(
        headline=_headline(place, pair, told),
        told=told,
        side=twin_side(place.half) if place.shows is Shows.BOTH else "",
        is_manipulated=place.is_manipulated,
        technique=technique_term(pair.technique),
        cues=[CUES[cue] for cue in pair.cues if cue in CUES],
        mark=_mark(answers),
        marked=_marked_time(answers, pair),
        regions=regions,
        frame=frame_in_percent(pair.truth.get("frame")),
        credits=credits_of(pair),
        cut=slider_start(pair.truth.get("regions", [])),
        ring=max(6, round(width * 0.022)),
        waves={half: wave_of(pair, half) for half in pair.truth.get("peaks", {})},
        said={half: said_in(pair, half) for half in pair.truth.get("peaks", {})},
        has_overlay=any(r.kind == Rendition.Kind.OVERLAY for r in pair.renditions.all()),
    )


@dataclass(frozen=True)
class StoryTold:
    """The end of a story: the way that was taken, and what it was worth."""

    told: list[Told]
    turns: list[Turn]


def story_told(place: Place, content: Mapping[str, Any]) -> StoryTold:
    """Put together the end of a story at a place that is done, or how far it went in a sitting that was handed in."""
    answers = as_marked(Answer.objects.filter(showing_id=place.showing_id))
    path = answers[0].response["path"] if answers else place.steps
    return StoryTold(
        _told(place, answers, replace(without_pair(place), content=content)), turns(content, path)
    )


def _told(place: Place, answers: list[Answer], shown: Shown) -> list[Told]:
    """What there is to be said of each answer of a place, in the order of asking."""
    kept = {answer.item_type: answer for answer in answers}
    said = [
        ITEM_TYPES[slug].told(Marked(kept[slug].response, kept[slug].points, kept[slug].outcome), shown)
        for slug in place.chain
        if slug in kept
    ]
    return [each for each in said if each is not None]


def _headline(place: Place, pair: Pair, told: list[Told]) -> str | Promise:
    """The outcome of the judgement, what the first answer without one makes of itself, or that there is none."""
    outcome, subject = place.outcome, _subject(pair)
    if outcome == Answer.Outcome.CHECKED:
        return CHECKED[subject, place.is_manipulated]
    if outcome:
        return HEADLINES[subject, outcome]
    if not place.answered:
        is_one = place.shows is Shows.HALF
        return UNANSWERED[subject, place.is_manipulated] if is_one else _("You did not answer this one.")
    return next((each.headline for each in told if each.headline), "")


def _subject(pair: Pair) -> str:
    """What the headline speaks of: the caption, a picture that a computer made, or the medium."""
    if not pair.has_original:
        return "generated"
    return "claim" if pair.question == Pair.Question.CLAIM else pair.medium


def credits_of(pair: Pair) -> list[str]:
    """Who made each photograph a pair was made of, and under which licence it may be shown."""
    clips = [pair.clip, *pair.sources.all()]
    return [f"{clip.attribution} · {LICENCES.get(clip.licence, clip.licence)}" for clip in clips]


def slider_start(regions: list[dict[str, Any]]) -> int:
    """Where the slider stands at first, in percent: just left of the change, so that it is seen and can be wiped."""
    left = min((region["box"][0] for region in regions), default=0.5)
    return round(100 * min(0.9, max(0.04, left - 0.05)))


def frame_in_percent(box: list[float] | None) -> dict[str, float] | None:
    """A crop's box, given in fractions, as percentages of the whole photo."""
    if not box:
        return None
    x0, y0, x1, y1 = (round(100 * value, 2) for value in box)
    return {"x": x0, "y": y0, "width": x1 - x0, "height": y1 - y0}


def _mark(answers: list[Answer]) -> Mark | None:
    answer = next((each for each in answers if each.item_type == "locate"), None)
    if answer is None:
        return None
    response = answer.response
    at = response.get("at")
    if "x" in response:
        return Mark(response["x"], response["y"], response["cell"], answer.points, at)
    cell = cell_rectangle(response["cell"])
    x, y = (cell.left + cell.right) / 2, (cell.top + cell.bottom) / 2
    return Mark(x, y, response["cell"], answer.points, at)


def _marked_time(answers: list[Answer], pair: Pair) -> MarkedTime | None:
    answer = next((each for each in answers if each.item_type == "when"), None)
    if answer is None:
        return None
    begin = answer.response["from"]
    unit = 1000 / float(pair.truth["seconds"])
    width = max((answer.response.get("until", begin) - begin) * unit, 3)  # a moment is to be seen, too
    return MarkedTime(round(min(begin * unit, 1000 - width), 1), round(width, 1))
