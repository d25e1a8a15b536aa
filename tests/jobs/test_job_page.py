"""The staff page about background work."""

import pytest
from django.test import Client
from django.urls import reverse

from literacy.people.models import User
from quizzes.jobs.actions import enqueue
from quizzes.jobs.claim import claim_next, fail, renew
from quizzes.jobs.models import Job

HTMX = {"HX-Request": "true"}


@pytest.fixture
def steff(db: None) -> User:
    return User.objects.create_superuser("steff@site.example", "long enough for steff", name="Steff")


@pytest.fixture
def failed(db: None) -> Job:
    enqueue(kind="trial", target="meadow-1")
    held = claim_next()
    assert held is not None
    assert fail(held, "The photograph is too small.")
    return held


@pytest.mark.parametrize("who", ["tess", "sam", "otto", None])
def test_jobs_are_not_found_by_anybody_but_staff(
    who: str | None, client: Client, failed: Job, request: pytest.FixtureRequest
) -> None:
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("jobs"), headers=HTMX).status_code == 404
    assert client.post(reverse("job_retry", args=[failed.pk])).status_code == 404
    failed.refresh_from_db()
    assert failed.state == Job.State.FAILED


def test_staff_see_the_sentence_and_the_retry_button(client: Client, steff: User, failed: Job) -> None:
    client.force_login(steff)
    page = client.get(reverse("jobs"), headers=HTMX).content.decode()
    assert 'id="jobs"' in page
    assert "The photograph is too small." in page
    assert reverse("job_retry", args=[failed.pk]) in page


def test_staff_see_how_far_a_job_is(client: Client, steff: User) -> None:
    enqueue(kind="trial", target="meadow-1")
    held = claim_next()
    assert held is not None and renew(held, progress=40)
    client.force_login(steff)
    assert '<progress max="100" value="40"' in client.get(reverse("jobs"), headers=HTMX).content.decode()


def test_the_page_works_without_javascript(client: Client, steff: User, failed: Job) -> None:
    client.force_login(steff)
    page = client.get(reverse("jobs"))
    assert page.status_code == 200
    assert page.content.decode().count('id="jobs"') == 1
    assert "HX-Request" in page.headers["Vary"]
    again = client.post(reverse("job_retry", args=[failed.pk]))
    assert again.status_code == 302
    failed.refresh_from_db()
    assert failed.state == Job.State.WAITING


def test_a_second_click_on_retry_is_refused_with_a_sentence(client: Client, steff: User, failed: Job) -> None:
    client.force_login(steff)
    client.post(reverse("job_retry", args=[failed.pk]))
    assert (
        client.post(reverse("job_retry", args=[failed.pk]), headers=HTMX).headers["HX-Retarget"] == "#notices"
    )
    assert Job.objects.count() == 1


def test_a_job_cannot_be_retried_by_following_a_link(client: Client, steff: User, failed: Job) -> None:
    client.force_login(steff)
    assert client.get(reverse("job_retry", args=[failed.pk])).status_code == 405


def test_job_list_asks_the_database_the_same_number_of_times_however_many_jobs_there_are(
    client: Client, steff: User, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        enqueue(kind="trial", target=f"t{number}")
    client.force_login(steff)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(reverse("jobs"), headers=HTMX)
