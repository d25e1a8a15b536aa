"""What every item type is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True)
class Shown:
    """What a mark needs to know of what was shown: whether it was the twin, and the pair's truth."""

    is_manipulated: bool
    truth: Mapping[str, Any]


@dataclass(frozen=True)
class Marked:
    """An answer marked on the server, ready to be kept.

    points: 0 to 1, None where nothing can be scored. outcome, p_manipulated: of judgements only.
    """

    response: dict[str, Any]
    points: float | None = None
    outcome: str = ""
    p_manipulated: float | None = None


@dataclass(frozen=True)
class ItemType:
    """One kind of question.

    slug: the field's term. form: reads what was sent. template: the fragment that asks. mark: marks what the valid
    form holds. needs_truth: whether marking reads the mask, which costs a query. asked_after: whether the question
    is asked at all, given the judgement's probability so far (None before a judgement).
    """

    slug: str
    form: type[forms.Form]
    template: str
    mark: Callable[[dict[str, Any], Shown], Marked]
    needs_truth: bool
    asked_after: Callable[[float | None], bool]
