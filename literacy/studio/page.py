"""Everything that the page of one draft shows, put together for its template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext_lazy

from literacy.classroom.models import School
from literacy.studio.desk import reader_language, title_of
from literacy.studio.media import link_to, pair_links
from literacy.studio.placing import placing_of
from literacy.studio.preview import Preview, preview_of
from literacy.studio.steps import STEPS, way_of
from literacy.studio.techniques import offers_for, seconds_for
from literacy.studio.words import LICENCE_CHOICES, OWN_WORK, PEOPLE, cue_groups
from quizzes.clips.catalogue_words import LANGUAGES
from quizzes.clips.eye_place import Pointed
from quizzes.clips.models import Medium, Pair
from quizzes.clips.vocabulary import TECHNIQUES
from quizzes.studio.actions.describe_draft import LONGEST
from quizzes.studio.consent import RECOGNISABLE
from quizzes.studio.models import Draft
from quizzes.studio.recipes import asks_about_claim
from quizzes.studio.told import told_of

_WORKING = (Draft.State.WAITING, Draft.State.CHECKING)
_AS_LINE = ("title",)

Hint = str | Promise
_LABELS: Mapping[str, tuple[Hint, Hint]] = {
    "title": (gettext_lazy("Title"), gettext_lazy("A few words that do not tell the answer.")),
    "alt": (
        gettext_lazy("What is to be seen"),
        gettext_lazy(
            "For those who cannot see it. It is read before the answer, so it must fit both versions."
        ),
    ),
    "claim_original": (
        gettext_lazy("The true caption"),
        gettext_lazy("Shown with the whole or real version."),
    ),
    "claim_twin": (gettext_lazy("The false caption"), gettext_lazy("As somebody could have shared it.")),
    "transcript_original": (gettext_lazy("What is said in the original"), gettext_lazy("Word for word.")),
    "transcript_twin": (gettext_lazy("What is said in the twin"), gettext_lazy("Word for word.")),
    "reveal": (
        gettext_lazy("What gives it away"),
        gettext_lazy("Shown after the answer: where to look or listen, and why."),
    ),
}


@dataclass(frozen=True)
class Text:
    """One field of words in one language."""

    name: str
    label: Hint
    hint: Hint
    value: str
    longest: int
    is_line: bool


@dataclass(frozen=True)
class Column:
    """The words in one language; `missing` tells that none of them are written."""

    language: str
    name: str
    fields: list[Text]
    missing: bool


def working_on(draft: Draft) -> bool:
    """Whether the background work decides what comes next."""
    return draft.state in (*_WORKING, Draft.State.RENDERING)


def draft_context(
    request: HttpRequest,
    school: School,
    draft: Draft,
    *,
    step: str = "",
    sentence: str = "",
    typed: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The context of the page; `sentence` is what was refused at `step`, with what was `typed` there."""
    context: dict[str, Any] = {
        "may_browse": True,
        "school": school,
        "draft": draft,
        "title": title_of(draft),
        "step": step,
        "sentence": sentence,
        "is_working": draft.state in _WORKING,
        "step_names": list(STEPS.values()),
    }
    if draft.clip is None:
        return context
    way = way_of(draft, step)
    seconds = seconds_for(draft)
    words = typed if step == "words" and typed is not None else None
    return context | {
        "way": way,
        "steps": way.steps,
        "now": way.now,
        "original": link_to(request, draft)(draft.clip),
        "rights": typed if step == "rights" and typed is not None else _rights(request, draft),
        "rights_words": {
            "licence": LICENCE_CHOICES.get(draft.rights.get("licence", ""), ""),
            "people": PEOPLE.get(draft.rights.get("people", ""), ""),
        },
        "told": told_of(draft),
        "people": PEOPLE,
        "recognisable": RECOGNISABLE,
        "licences": LICENCE_CHOICES,
        "offers": offers_for(draft, seconds),
        "seconds": seconds,
        "technique": TECHNIQUES.get(draft.technique),
        "placing": (
            placing_of(draft, link_to(request, draft), typed if step == "place" else None)
            if draft.technique
            else None
        ),
        "preview": _preview(request, draft),
        "columns": _to_write(draft, columns_of(draft, school.language, words["texts"] if words else None)),
        "cues": cue_groups(draft.medium),
        "chosen_cues": words["cues"] if words else draft.cues,
        "difficulties": Pair.Difficulty.choices,
        "difficulty": words["difficulty"] if words else draft.difficulty,
        "later": later_languages(draft),
    }


def _preview(request: HttpRequest, draft: Draft) -> Preview | None:
    if draft.pair is None or draft.state == Draft.State.RENDERING:
        return None
    lens = request.GET.get("lens", "")
    pointed = Pointed(
        request.GET.dict(), request.path, hidden={"lens": lens}, anchor="#lens", who=f"draft-{draft.pk}"
    )
    return preview_of(draft, pair_links(request, draft), lens, pointed)


def columns_of(
    draft: Draft, first: str, typed: Mapping[str, Mapping[str, str]] | None = None
) -> list[Column]:
    """The fields of words by language, that of the school first."""
    names = ["title"]
    if asks_about_claim(draft.technique):
        names += ["claim_original", "claim_twin"]
    if draft.medium == Medium.SOUND:
        names += ["transcript_original", "transcript_twin"]
    else:
        names += ["alt"]
    names += ["reveal"]
    texts = draft.texts if typed is None else typed
    return [
        Column(
            language,
            str(get_language_info(language)["name_translated"]),
            [
                Text(
                    name,
                    *_LABELS[name],
                    texts.get(language, {}).get(name, ""),
                    LONGEST[name],
                    name in _AS_LINE,
                )
                for name in names
            ],
            missing=not draft.texts.get(language),
        )
        for language in sorted(LANGUAGES, key=lambda each: each != first)
    ]


def _to_write(draft: Draft, columns: list[Column]) -> list[Column]:
    """All fields; of what is published, those alone that are still missing."""
    if draft.state != Draft.State.PUBLISHED:
        return columns
    left = [
        replace(
            column,
            fields=[
                text for text in column.fields if not draft.texts.get(column.language, {}).get(text.name)
            ],
        )
        for column in columns
    ]
    return [column for column in left if column.fields]


def later_languages(draft: Draft) -> list[str]:
    """The languages, by their names, in which something is still to be written; empty where all is, or nothing."""
    names = {column.language: column.name for column in columns_of(draft, reader_language())}
    wanted = {text.name for column in columns_of(draft, reader_language()) for text in column.fields}
    lacking = [language for language in LANGUAGES if not wanted <= set(draft.texts.get(language, {}))]
    return [names[language] for language in lacking] if len(lacking) < len(LANGUAGES) else []


def _rights(request: HttpRequest, draft: Draft) -> Mapping[str, Any]:
    """What was stated; before that a proposal: who the file says made it, else the person who uploaded it.

    That nobody is in it would be a guess, so it is left open.
    """
    stated: Mapping[str, Any] = draft.rights
    if stated:
        return stated
    maker = told_of(draft).maker
    return {"creator": maker or str(request.user), "licence": OWN_WORK, "people": "", "maker": maker}
