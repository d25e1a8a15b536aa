"""What every item type is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from django import forms
from django.utils.functional import Promise

from quizzes.clips.families import CLAIM
from quizzes.clips.models import Pair
from quizzes.scoring.marking.judge import CHECK_FIRST


class Shows(StrEnum):
    """What lies on the light table beside a question."""

    HALF = "half"
    """The half that this learner sees."""
    BOTH = "both"
    """Both halves as A and B; the showing's half is the one on side A."""
    NOTHING = "nothing"
    """No clip at all: the item brings its own words."""


@dataclass(frozen=True)
class Shown:
    """What a question and its mark need to know of what is shown; nothing of it is in a page but what `offer` gives.

    half: the half that is shown, of a comparison the one on side A. seed: secret to the site, its own for every
    showing, so that what is drawn with it stays the same and cannot be guessed. steps: what was opened or chosen
    here before, in order. content: of an item without a pair.
    """

    is_manipulated: bool
    truth: Mapping[str, Any] = field(default_factory=dict)
    pair: Pair | None = None
    half: str = ""
    seed: str = ""
    steps: Sequence[str] = ()
    content: Mapping[str, Any] = field(default_factory=dict)

    @property
    def the_pair(self) -> Pair:
        """The pair. Raises ValueError for a showing without one."""
        if self.pair is None:
            raise ValueError("nothing is shown here that could be asked about")
        return self.pair


@dataclass(frozen=True)
class Marked:
    """An answer marked on the server, ready to be kept.

    points: 0 to 1, None where nothing can be scored. outcome, p_manipulated: of judgements only.
    """

    response: dict[str, Any]
    points: float | None = None
    outcome: str = ""
    p_manipulated: float | None = None


class How(StrEnum):
    """How good an answer was, for the reveal to say and to show."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    UNMARKED = "unmarked"


@dataclass(frozen=True)
class Told:
    """What the reveal says of one answer: how good it was, in a sentence, and why where that needs one more."""

    how: How
    sentence: str
    why: str = ""
    headline: str | Promise = ""


class Said(Protocol):
    """What was said at a place so far: outcome per item type, and the judgement's probability (None before one)."""

    @property
    def answered(self) -> Mapping[str, str]: ...

    @property
    def p_manipulated(self) -> float | None: ...


class QuestionForm(forms.Form):
    """Reads what was sent; `shown` is there for a form whose limits depend on the clip."""

    def __init__(self, data: Mapping[str, Any] | None = None, shown: Shown | None = None) -> None:
        self.shown = shown
        super().__init__(data)

    def mistakes(self) -> list[str]:
        """The sentences to be shown above the question, each once; where one is about the whole, that one alone."""
        whole = [str(each) for each in self.non_field_errors()]
        return whole or list(dict.fromkeys(str(each) for errors in self.errors.values() for each in errors))


def always(said: Said) -> bool:
    """Asked whatever was said before."""
    return True


def after_doubt(said: Said) -> bool:
    """Asked of those who called the clip manipulated, whatever the truth."""
    return said.p_manipulated is not None and said.p_manipulated > CHECK_FIRST


def _offer_nothing(shown: Shown) -> dict[str, Any]:
    return {}


def _tell_nothing(marked: Marked, shown: Shown) -> Told | None:
    return None


def _one_step(cleaned: dict[str, Any], shown: Shown) -> str | None:
    return None


def _as_it_is(response: Mapping[str, Any]) -> dict[str, Any]:
    return dict(response)


def _plain(value: Any) -> Any:
    """A value as it is kept: a number to four decimals, and what was ticked in no order."""
    if isinstance(value, float):
        return round(value, 4)
    return sorted(value) if isinstance(value, list) else value


def _say_nothing(response: Mapping[str, Any]) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class ItemType:
    """One kind of question.

    slug: the field's term. form: reads what was sent. template: the fragment that asks, with what `offer` gives as
    `offer`. mark: marks what the valid form holds. told: what the reveal says of a kept answer, None where its
    headline says all. says: a kept response as the learner gave it, with nothing of what is true, to look back at
    before the truth is told; empty where the scale of the judgement says it. suits: whether it is a fair question
    about a pair, the same for both halves.

    reads_pair: whether form or mark need the pair, which costs a query. shows: what lies beside the question.
    over_clip: a fragment laid over the clip. judges: whether the answer counts as a judgement of one clip.
    asked_after: whether it is asked at all, given what was said at the place before. next_step: what to remember
    where an answer leads on to the same question instead of ending it. reread: what a valid form would hold of a kept
    response and nothing else, so that it can be marked anew and told from another. samples: answers by how good they are
    (right, partly, wrong, where there are such), and `none`, which is refused.
    """

    slug: str
    form: type[QuestionForm]
    template: str
    mark: Callable[[dict[str, Any], Shown], Marked]
    suits: Callable[[Pair], bool]
    samples: Callable[[Shown], dict[str, dict[str, Any]]]
    asked_after: Callable[[Said], bool] = always
    told: Callable[[Marked, Shown], Told | None] = _tell_nothing
    says: Callable[[Mapping[str, Any]], str] = _say_nothing
    reread: Callable[[Mapping[str, Any]], dict[str, Any]] = _as_it_is
    offer: Callable[[Shown], dict[str, Any]] = _offer_nothing
    next_step: Callable[[dict[str, Any], Shown], str | None] = _one_step
    reads_pair: bool = True
    shows: Shows = Shows.HALF
    over_clip: str = ""
    judges: bool = False

    def says_the_same(self, response: Mapping[str, Any], cleaned: Mapping[str, Any]) -> bool:
        """Whether a valid form holds what a kept response says, however either was marked."""
        kept = self.reread(response)
        return all(_plain(value) == _plain(cleaned.get(name)) for name, value in kept.items())


def kind_of_clip(pair: Pair) -> str:
    """By what the offers for a pair are drawn: its medium, or `claim` where its caption is asked about."""
    return CLAIM if pair.question == Pair.Question.CLAIM else str(pair.medium)


def about_picture(pair: Pair) -> bool:
    """Whether the question is about the picture or sound itself, of which there is an original."""
    return pair.question == Pair.Question.PICTURE and pair.has_original
