"""Writes down which adult opened a page with pupils' data."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from literacy.care.actions import note_look
from literacy.care.looked_at import PAGES
from literacy.care.models.looks import MINUTES
from literacy.people.models import User
from quizzes.http.fragments import wants_fragment

logger = logging.getLogger(__name__)


class LookMiddleware:
    """After a page was shown, one query writes the look down; what was refused or led elsewhere is none.

    An export is asked for by a form that leads on, so there the asking counts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        page = PAGES.get(match.url_name or "") if match else None
        if page is None or match is None or response.status_code not in (200, 302):
            return response
        kind, thing, word = page
        if response.status_code == 302 and kind != "export":
            return response
        user = request.user
        if isinstance(user, User) and not user.is_pupil and not self._is_known(request, user):
            try:
                note_look(by=user, kind=kind, thing=thing, number=match.kwargs[word])
            except DatabaseError as error:
                logger.error("A look could not be written down: %s", error)
        return response

    def _is_known(self, request: HttpRequest, user: User) -> bool:
        """Whether a page that asks for its own parts every few seconds was written down a moment ago."""
        if not wants_fragment(request):
            return False
        return not cache.add(f"look:{user.pk}:{request.path}", 1, MINUTES * 60 // 2)
