"""`respond`: what would you do? A story without a clip that goes on as one chooses, with an answer to every choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.clips.models import in_language
from quizzes.items.types.base import How, ItemType, Marked, QuestionForm, Shown, Shows, Told


@dataclass(frozen=True)
class Turn:
    """One choice that was made: where the story stood, what was chosen, and what came of it."""

    text: str
    chosen: str
    feedback: str
    others: list[dict[str, str]]


def step_at(shown: Shown) -> Mapping[str, Any]:
    """Where the story stands, after the choices made so far."""
    return _walk(shown.content, shown.steps)[-1]


def choices_of(step: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The choices of a step by name, in the order in which they were written."""
    return {name: step["choices"][name] for name in step.get("order", step["choices"])}


def _walk(content: Mapping[str, Any], choices: Sequence[str]) -> list[Mapping[str, Any]]:
    """The steps that were reached. A choice that is not there (any more) ends the way."""
    steps = content["steps"]
    walked = [steps[content["start"]]]
    for name in choices:
        following = walked[-1]["choices"].get(name, {}).get("next")
        if following is None:
            break
        walked.append(steps[following])
    return walked


def turns(content: Mapping[str, Any], choices: Sequence[str]) -> list[Turn]:
    """The choices made, in the reader's language."""
    made = []
    for step, name in zip(_walk(content, choices), choices, strict=False):
        words = {each: in_language(choice["texts"]) for each, choice in choices_of(step).items()}
        if name in words:
            others = [
                {"text": said["text"], "feedback": said["feedback"]}
                for each, said in words.items()
                if each != name
            ]
            made.append(
                Turn(in_language(step["texts"])["text"], words[name]["text"], words[name]["feedback"], others)
            )
    return made


def _is_behind(cleaned: Mapping[str, Any], shown: Shown) -> bool:
    """Whether it was said at another step than the one where the story stands: sent twice, or from another window."""
    return (cleaned.get("at") or 0) != len(shown.steps)


class RespondForm(QuestionForm):
    """A choice of the step where the story stands. `at` says how many were made before, so that none counts twice."""

    at = forms.IntegerField(required=False, min_value=0)
    choice = forms.CharField(error_messages={"required": gettext_lazy("Choose what you would do.")})

    def clean_choice(self) -> str:
        chosen: str = self.cleaned_data["choice"]
        if self.shown is None or _is_behind(self.cleaned_data, self.shown):
            return chosen
        if chosen not in step_at(self.shown)["choices"]:
            raise forms.ValidationError(gettext_lazy("That is not one of the choices here. Choose again."))
        return chosen


def _next_step(cleaned: dict[str, Any], shown: Shown) -> str | None:
    chosen: str = cleaned["choice"]
    if _is_behind(cleaned, shown):
        return chosen  # a step that was taken, or is not to be taken any more; never the end of the story
    return chosen if step_at(shown)["choices"][chosen].get("next") else None


def _mark(cleaned: dict[str, Any], shown: Shown) -> Marked:
    path = [*shown.steps, cleaned["choice"]]
    earned = [
        choice["points"]
        for step, name in zip(_walk(shown.content, path), path, strict=False)
        if "points" in (choice := step["choices"][name])
    ]
    return Marked(response={"path": path}, points=round(fmean(earned), 4) if earned else None)


def _told(marked: Marked, shown: Shown) -> Told | None:
    words = in_language(shown.content["texts"])
    how = How.UNMARKED
    if marked.points is not None:
        how = How.RIGHT if marked.points >= 0.999 else How.PARTLY if marked.points > 0 else How.WRONG
    return Told(how, words["closing"], headline=words["title"])


def _offer(shown: Shown) -> dict[str, Any]:
    step = step_at(shown)
    return {
        "title": in_language(shown.content["texts"])["title"],
        "text": in_language(step["texts"])["text"],
        "choices": [
            {"name": name, "text": in_language(choice["texts"])["text"]}
            for name, choice in choices_of(step).items()
        ],
        "turns": turns(shown.content, shown.steps),
        "at": len(shown.steps),
    }


def _says(response: Mapping[str, Any]) -> str:
    return _("You chose what you would do, to the end of the story.")


def _samples(shown: Shown) -> dict[str, dict[str, Any]]:
    """The best, the middle and the worst choice of the step where the story stands."""
    choices = choices_of(step_at(shown))
    ranked = sorted(choices, key=lambda name: choices[name].get("points", 0.5))
    at = {"at": len(shown.steps)}
    return {
        "right": {"choice": ranked[-1], **at},
        "partly": {"choice": ranked[(len(ranked) - 1) // 2], **at},
        "wrong": {"choice": ranked[0], **at},
        "none": at,
    }


RESPOND = ItemType(
    slug="respond",
    form=RespondForm,
    template="attempts/types/_respond.html",
    mark=_mark,
    suits=lambda pair: False,
    samples=_samples,
    told=_told,
    says=_says,
    reread=lambda response: {"choice": response["path"][-1]},
    offer=_offer,
    next_step=_next_step,
    shows=Shows.NOTHING,
)
