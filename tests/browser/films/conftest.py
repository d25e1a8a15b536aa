"""A film to judge, a window with its question, and the same one step later."""

import pytest
from playwright.sync_api import Page, expect

from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.clips.models import Pair
from tests.browser.conftest import Visit
from tests.browser.films.frames import FIRST, at_frame, watch
from tests.browser.hands import SURELY_FAKE, Mouse
from tests.factories import make_pair, make_quiz, make_sitting
from tests.film_pairs import make_film_pair


@pytest.fixture
def film(transactional_db: None, own_folders: None) -> Pair:
    return make_film_pair()


@pytest.fixture
def sitting(film: Pair, sam: User) -> Sitting:
    """A film first, then a photo."""
    return make_sitting(make_quiz([film, make_pair()]), sam)


@pytest.fixture
def watching(sitting: Sitting, sam: User, visit: Visit) -> Page:
    """Sam's window with the question about the film."""
    return watch(visit, sitting, sam)


@pytest.fixture
def revealed(watching: Page) -> Page:
    """The same window one step later: both halves, at the altered span."""
    Mouse().judge(watching, SURELY_FAKE)
    expect(watching.locator(".film.ready.twofold")).to_be_visible()
    at_frame(watching, FIRST)
    return watching
