"""`when`: at what time was it changed? A moment or a stretch, in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.clips.models import Medium, Pair
from quizzes.items.types.base import (
    How,
    ItemType,
    Marked,
    QuestionForm,
    Shown,
    Told,
    about_picture,
    after_doubt,
)
from quizzes.items.types.seconds import read_seconds, say_seconds
from quizzes.scoring.marking.when import Moment, Span, WhenResponse, is_fair, mark_when

_LONGEST = 3600.0  # seconds of any clip
_SHORTEST = 0.02  # seconds; where something was cut out, the change is the cut itself and lasts no time


class WhenForm(QuestionForm):
    """`from` and `until` in seconds; `from` alone is a moment."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        longest = float(self.shown.truth["seconds"]) if self.shown is not None else _LONGEST
        limit = {"seconds": say_seconds(longest)}
        begin, end = self.data.get("from", ""), self.data.get("until", "")
        if not str(begin).strip():
            raise forms.ValidationError(
                gettext_lazy("Fill in at least the second at which it begins, such as 1.5.")
            )
        cleaned["from"] = read_seconds(begin, longest)
        if cleaned["from"] is None:
            raise forms.ValidationError(
                gettext_lazy("“From” must be a number of seconds between 0 and %(seconds)s."), params=limit
            )
        cleaned["until"] = None
        if str(end).strip():
            cleaned["until"] = read_seconds(end, longest)
            if cleaned["until"] is None:
                raise forms.ValidationError(
                    gettext_lazy("“Until” must be a number of seconds between 0 and %(seconds)s."),
                    params=limit,
                )
            if cleaned["until"] < cleaned["from"]:
                raise forms.ValidationError(gettext_lazy("“Until” comes before “from”. Exchange the two."))
            if cleaned["until"] == cleaned["from"]:
                cleaned["until"] = None
        return cleaned


def spans_of(pair: Pair) -> list[Span]:
    """The altered spans of a pair, a cut as a very short one."""
    longest = float(pair.truth.get("seconds", 0))
    return [
        Span(max(0.0, start - _SHORTEST / 2), min(longest, end + _SHORTEST / 2))
        if end - start < _SHORTEST
        else Span(start, min(end, longest))
        for start, end in pair.truth.get("spans", [])
    ]


def suits(pair: Pair) -> bool:
    """Whether "when?" is a fair question: of a clip that lasts, and not where nearly all of it was changed."""
    if pair.medium == Medium.PHOTO or not about_picture(pair):
        return False
    return not pair.has_twin or is_fair(spans_of(pair), float(pair.truth["seconds"]))


def _mark(cleaned: dict[str, Any], shown: Shown) -> Marked:
    begin, end = cleaned["from"], cleaned["until"]
    is_stretch = end is not None and end > begin
    response = {"from": begin, "until": end} if is_stretch else {"from": begin}
    if not shown.is_manipulated:
        return Marked(response=response)
    said: WhenResponse = Span(begin, end) if is_stretch else Moment(begin)
    mark = mark_when(said, spans_of(shown.the_pair), float(shown.truth["seconds"]))
    return Marked(response={**response, "distance": round(mark.distance, 2)}, points=round(mark.points, 4))


def _told(marked: Marked, shown: Shown) -> Told | None:
    begin, end = marked.response["from"], marked.response.get("until")
    said = _in_words(begin, end)
    if marked.points is None:
        return Told(
            How.UNMARKED,
            _("You marked %(time)s, but in what you saw or heard nothing was changed.") % {"time": said},
        )
    spans = spans_of(shown.the_pair)
    nearest = min(spans, key=lambda span: max(0.0, span.start - (end or begin), begin - span.end))
    both = {"time": said, "truth": _in_words(nearest.start, nearest.end)}
    sentence = _("You marked %(time)s; the change is %(truth)s.") % both
    if marked.points >= 0.999:
        return Told(How.RIGHT, sentence, _("That is it. A few tenths of a second do not matter."))
    share = {"percent": round(100 * marked.points)}
    if marked.points > 0:
        if marked.response["distance"] > 0:
            why = _("Less than a second away counts for a part: %(percent)s %% of the points.") % share
        else:
            why = (
                _("The two overlap in part, and that counts for a part: %(percent)s %% of the points.")
                % share
            )
        return Told(How.PARTLY, sentence, why)
    if marked.response["distance"] > 0:
        away = {"seconds": say_seconds(marked.response["distance"])}
        return Told(How.WRONG, sentence, _("That is %(seconds)s s away. Play that part again.") % away)
    return Told(How.WRONG, sentence, _("The change is in it, and so is nearly everything else."))


def _in_words(begin: float, end: float | None) -> str:
    if end is None or say_seconds(begin) == say_seconds(end):
        return _("%(at)s s") % {"at": say_seconds(begin)}
    return _("%(start)s–%(end)s s") % {"start": say_seconds(begin), "end": say_seconds(end)}


def _says(response: Mapping[str, Any]) -> str:
    return _("You marked %(time)s.") % {"time": _in_words(response["from"], response.get("until"))}


def _samples(shown: Shown) -> dict[str, dict[str, Any]]:
    if not shown.is_manipulated:
        return {"wrong": {"from": 0.5, "until": ""}, "none": {}}
    spans, longest = spans_of(shown.the_pair), float(shown.truth["seconds"])
    moments = [tenth / 10 for tenth in range(int(longest * 10))]
    points = {at: mark_when(Moment(at), spans, longest).points for at in moments}
    found = {"right": round((spans[0].start + spans[0].end) / 2, 2)}
    for how, fits in (
        ("partly", [at for at, each in points.items() if 0 < each < 0.999]),
        ("wrong", [at for at, each in points.items() if each == 0]),
    ):
        if fits:
            found[how] = fits[len(fits) // 2]
    return {how: {"from": round(at, 2), "until": ""} for how, at in found.items()} | {"none": {}}


WHEN = ItemType(
    slug="when",
    form=WhenForm,
    template="attempts/types/_when.html",
    mark=_mark,
    suits=suits,
    samples=_samples,
    told=_told,
    says=_says,
    reread=lambda response: {"from": response["from"], "until": response.get("until")},
    offer=lambda shown: {"seconds": float(shown.truth["seconds"])},
    asked_after=after_doubt,
)
