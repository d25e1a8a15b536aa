"""Tells a page under whose key the browser keeps answers that the site has not got yet."""

from typing import Any

from django import template

from quizzes.attempts.outbox import owner_key
from quizzes.attempts.taker import taker_of

register = template.Library()


@register.simple_tag(takes_context=True)
def outbox_owner(context: dict[str, Any]) -> str:
    """The learner's own key; empty for somebody who is not known here."""
    return owner_key(taker_of(context["request"]))
