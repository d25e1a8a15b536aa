"""Opening the page of a draft where a place is pointed out, and keeping what was pointed at."""

from typing import Any

from playwright.sync_api import Page

from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.studio.models import Draft
from tests.browser.conftest import Visit
from tests.studio_pages.pointing import draft_to_place


class Pointing:
    """Opens drafts of tess's at the step where a place is pointed out, in English."""

    def __init__(self, school: School, tess: User, visit: Visit) -> None:
        self.school, self.tess, self.visit = school, tess, visit

    def __call__(self, medium: str, technique: str, window: Visit | None = None) -> tuple[Page, Draft]:
        window = window or self.visit
        draft = draft_to_place(self.school, self.tess, medium, technique)
        window.context.add_cookies([{"name": "language", "value": "en", "url": window.address}])
        window.sign_in(self.tess)
        return window.open(f"/studio/{draft.pk}/"), draft


def values(page: Page, *names: str) -> list[float]:
    return [float(page.locator(f"[name={name}]").input_value()) for name in names]


def keep(page: Page, draft: Draft) -> dict[str, Any]:
    """Send the form; returns the place that is kept."""
    page.get_by_role("button", name="Keep this place").click()
    page.wait_for_load_state()
    draft.refresh_from_db()
    return dict(draft.place)
