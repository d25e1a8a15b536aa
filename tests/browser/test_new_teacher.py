"""The way of a new teacher: from sign-up to a class of thirty with printed cards and a quiz that runs, by few clicks."""

from __future__ import annotations

import re

from django.urls import reverse
from playwright.sync_api import expect

from literacy.classroom.models import Assignment, Classroom
from literacy.classroom.tasklist import tasks_of
from literacy.people.models import User
from quizzes.items.models import Quiz
from tests.browser.conftest import Visit
from tests.browser.test_sign_in import COUNT_CLICKS

CLICKS, MOST = 7, 12
"""What the way takes, and what a teacher with ten minutes bears."""


def test_new_teacher_comes_to_thirty_printed_cards_and_a_running_quiz_in_few_clicks(
    visit: Visit, quiz: Quiz
) -> None:
    visit.context.add_init_script(COUNT_CLICKS)
    page = visit.open(reverse("account_signup"))
    for name, value in (
        ("name", "Iris"),
        ("email", "iris@debrug.example"),
        ("password1", "kijk nog een keer"),
    ):
        page.locator(f"[name={name}]").fill(value)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(re.compile(reverse("home")))
    page.locator("[name=name]").fill("De Brug")
    page.locator("[name=class_name]").fill("1A")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile("/classes/"))
    page.locator("#names").fill("\n".join(f"Leerling {number}" for number in range(1, 31)))
    page.locator(".add-pupils button").click()
    expect(page.locator(".print-cards [name=card]")).to_have_count(30)
    with page.expect_download() as download:
        page.locator(".print-cards .primary").click()
    cards = download.value.path().read_bytes()
    assert cards.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", cards)) == 4  # eight to a sheet
    page.locator(".cards-page > .no-print a.button").click()
    page.locator("#quizzes ~ .row .primary").click()
    page.locator("form.assign .primary").click()
    expect(page.locator("main")).to_contain_text("Leerling 30")
    assert page.evaluate("Number(sessionStorage.clicks)") == CLICKS <= MOST
    room = Classroom.objects.get(name="1A")
    given = Assignment.objects.get(classroom=room)
    assert given.quiz == quiz
    assert visit.complaints == [] and visit.elsewhere == []
    pupil = User.objects.get(name="Leerling 30")
    assert [task.assignment for task in tasks_of(pupil)] == [given]
