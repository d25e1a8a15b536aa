"""Tells a page under whose key the browser keeps answers that the site has not got yet."""

from typing import Any

from django import template
from django.urls import reverse

from quizzes.attempts.outbox import owner_key
from quizzes.attempts.taker import taker_of

register = template.Library()


@register.simple_tag(takes_context=True)
def outbox_owner(context: dict[str, Any]) -> str:
    """The learner's own key; empty for somebody who is not known here."""
    return owner_key(taker_of(context["request"]))


@register.simple_tag(takes_context=True)
def way_in(context: dict[str, Any]) -> str:
    """Where whoever is signed in here came in, and may come in again; empty for a guest."""
    request = context["request"]
    if not request.user.is_authenticated:
        return ""
    if code := request.session.get("class_code"):
        return reverse("join_class", kwargs={"code": code})
    return reverse("account_login" if request.user.email else "join")
