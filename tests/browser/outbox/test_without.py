"""Answers of a form that no outbox looks after: its script did not come, came late, or may not run."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from literacy.classroom.actions import NewCode
from literacy.classroom.models import Classroom
from literacy.people.models import User
from quizzes.attempts.models import Answer, Sitting
from tests.browser.conftest import Visit
from tests.browser.hands import CHECK_FIRST, SURELY_FAKE, SURELY_REAL, Mouse, WithoutScript
from tests.browser.outbox.kept import begin, come_in, expire, kept, said, stored

# As a browser sends it by itself, and the reply is lost.
AS_A_FORM = """async () => {
  const form = document.querySelector("form[data-answer]");
  await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
}"""


def test_player_works_where_the_outbox_did_not_arrive(sitting: Sitting, sam: User, visit: Visit) -> None:
    visit.context.route("**/js/outbox*.js", lambda route: route.abort())
    visit.sign_in(sam)
    page = visit.open(f"/sittings/{sitting.pk}/1/")
    Mouse().judge(page, SURELY_REAL)
    expect(page.locator(".revealed")).to_be_visible()
    assert stored() == [("Sam", 1, 0.05)]


@pytest.mark.parametrize("script", [True, False])
def test_time_taken_comes_along_only_where_a_script_can_tell_it(
    script: bool, sitting: Sitting, sam: User, make_visit: Callable[..., Any]
) -> None:
    visit = make_visit(java_script_enabled=script)
    visit.sign_in(sam)
    visit.open(f"/sittings/{sitting.pk}/1/")
    Mouse().judge(visit.page, SURELY_REAL)
    expect(visit.page.locator(".revealed")).to_be_visible()
    taken = Answer.objects.get().milliseconds
    assert (taken is not None and 0 < taken < 60_000) if script else taken is None


def test_form_sent_before_its_script_came_and_again_with_another_choice_shows_which_one_is_kept(
    sitting: Sitting, sam: User, visit: Visit
) -> None:
    visit.sign_in(sam)
    page = visit.open(f"/sittings/{sitting.pk}/1/")
    page.locator(".stop").nth(SURELY_FAKE).click()
    page.evaluate(AS_A_FORM)
    assert stored() == [("Sam", 1, 0.95)], "the site has it, and the page does not know"
    Mouse().judge(page, SURELY_REAL)
    expect(said(page)).to_have_text(
        "Je had dit al beantwoord. Je eerste antwoord telt. Je zei: Gemanipuleerd, heel zeker."
    )
    expect(page.locator("h1")).to_have_text("Waar is er iets veranderd?")
    assert stored() == [("Sam", 1, 0.95)]
    assert kept(page) == []


def test_pupil_without_javascript_whose_session_ended_comes_in_again_and_the_answer_is_sent(
    classroom: Classroom, cards: list[NewCode], visit_without_script: Visit
) -> None:
    page = begin(visit_without_script, classroom, cards[0])
    expire(visit_without_script)
    WithoutScript().judge(page, CHECK_FIRST)
    expect(page.locator("h1")).to_have_text("Kom weer binnen, dan is je antwoord verstuurd.")
    page.get_by_role("link", name="Kom weer binnen").click()
    come_in(page, cards[0])
    expect(page.locator(".revealed")).to_be_visible()
    expect(said(page)).to_have_text("Bewaard")
    assert stored() == [("Noor", 1, 0.5)]
    assert not [each for each in visit_without_script.context.cookies() if each["name"] == "answer"]
