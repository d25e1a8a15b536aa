"""Opens an account for every request, and writes it down once the answer is ready."""

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from quizzes.meter.account import account_of
from quizzes.meter.keeping import write_down

logger = logging.getLogger(__name__)


class MeterMiddleware:
    """Charges what a request has made to whoever sent it.

    It is written after the view: a preview's rows are rolled back with all that the view wrote, its costs are not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with account_of(request) as account:
            response = self.get_response(request)
        try:
            write_down(account)
        except DatabaseError as error:
            # The answer is ready: nobody should lose it over a line in a table.
            logger.warning("What a lens cost could not be written down: %s", error)
        return response
