"""Who sees reports and decides: a school's adults about their own shelf, staff about the library."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from literacy.people.models import User
from quizzes.clips.models import Pair, Rendition
from quizzes.reports.actions import pull_pair
from quizzes.reports.models import Pull, Report
from tests.pages import sign_in

ENGLISH = {"accept-language": "en"}
NOTE = {"note": "Looked at it.", "why": "It is unkind."}


def addresses(report: Report) -> dict[str, list[str]]:
    """Every address about a report and its pair, by method."""
    slug = report.pair.slug
    return {
        "get": [reverse("report", args=[report.pk])],
        "post": [
            reverse("dismiss_report", args=[report.pk]),
            reverse("pull_pair", args=[slug]),
            reverse("restore_pair", args=[slug]),
        ],
    }


def refused(client: Client, report: Report) -> bool:
    codes = {client.get(url).status_code for url in addresses(report)["get"]}
    codes |= {client.post(url, NOTE).status_code for url in addresses(report)["post"]}
    report.refresh_from_db()
    return codes == {404} and report.state == Report.State.OPEN and not report.pair.is_pulled


@pytest.mark.parametrize("who", ["", "sam", "otto", "nora", "steff"])
def test_a_schools_reports_are_for_its_own_adults(
    who: str, client: Client, about_own: Report, request: pytest.FixtureRequest
) -> None:
    if who:
        sign_in(client, request.getfixturevalue(who))
    assert refused(client, about_own)


@pytest.mark.parametrize("who", ["", "sam", "otto", "nora", "tess", "ada"])
def test_reports_about_the_library_are_for_staff(
    who: str, client: Client, about_library: Report, request: pytest.FixtureRequest
) -> None:
    if who:
        sign_in(client, request.getfixturevalue(who))
    assert refused(client, about_library)


@pytest.mark.parametrize(
    ("who", "about"), [("tess", "about_own"), ("ada", "about_own"), ("steff", "about_library")]
)
def test_who_decides_sees_the_queue_and_the_pair_with_its_truth(
    who: str, about: str, client: Client, request: pytest.FixtureRequest
) -> None:
    report: Report = request.getfixturevalue(about)
    sign_in(client, request.getfixturevalue(who))
    queue = client.get(reverse("reports"), headers=ENGLISH).content.decode()
    assert reverse("report", args=[report.pk]) in queue
    html = client.get(reverse("report", args=[report.pk]), headers=ENGLISH).content.decode()
    assert "Look at the red box" in html
    links = [part.split('"')[0] for part in html.split('src="') if part.startswith("/reports/")]
    assert len(links) == 3, "both halves and the outline of what was changed"
    assert {client.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize("who", ["", "sam", "otto"])
def test_who_decides_nothing_has_no_queue(
    who: str, client: Client, request: pytest.FixtureRequest, db: None
) -> None:
    if who:
        sign_in(client, request.getfixturevalue(who))
    assert client.get(reverse("reports")).status_code == 404


def test_the_queue_holds_no_other_schools_reports(
    client: Client, nora: User, about_own: Report, about_library: Report
) -> None:
    sign_in(client, nora)
    assert "Nobody has reported anything" in client.get(reverse("reports"), headers=ENGLISH).content.decode()


@pytest.mark.parametrize(("who", "count"), [("tess", 1), ("steff", 1), ("nora", 0), ("sam", 0), ("", 0)])
def test_the_masthead_counts_what_waits_for_this_person(
    who: str,
    count: int,
    client: Client,
    about_own: Report,
    about_library: Report,
    request: pytest.FixtureRequest,
) -> None:
    if who:
        sign_in(client, request.getfixturevalue(who))
    html = client.get(reverse("lessons"), headers=ENGLISH).content.decode()
    assert (f'<span class="count">{count}</span>' in html) is bool(count)
    assert (f'href="{reverse("reports")}"' in html) is bool(count)


def test_a_pupils_pages_ask_the_database_nothing_about_reports(
    client: Client, sam: User, about_own: Report
) -> None:
    sign_in(client, sam)
    client.get(reverse("lessons"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("lessons"))
    assert len(asked) == 4  # the user, the lessons, how far they are, the school's own lessons
    assert not [query["sql"] for query in asked if Report._meta.db_table in query["sql"]]


def test_words_of_a_report_are_shown_as_they_are(client: Client, tess: User, about_own: Report) -> None:
    sign_in(client, tess)
    for url in (reverse("reports"), reverse("report", args=[about_own.pk])):
        html = client.get(url).content.decode()
        assert "That is &lt;b&gt;mean&lt;/b&gt;." in html


def test_who_reported_is_shown_to_nobody(client: Client, tess: User, sam: User, own: Pair) -> None:
    report = Report.objects.create(pair=own, user=sam, shelf=own.shelf, reason="other")
    sign_in(client, tess)
    html = client.get(reverse("report", args=[report.pk]), headers=ENGLISH).content.decode()
    assert "somebody of the school" in html
    assert "Sam" not in html


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 2), ("?q=mean", 1), ("?q=nothing", 0), ("?reason=other", 1), ("?state=handled", 1), ("?state=all", 3),
     ("?state=never&reason=%3Cb%3E&page=x", 2)],
)  # fmt: skip
def test_the_queue_is_searched_and_filtered(
    query: str, found: int, client: Client, tess: User, own: Pair, about_own: Report
) -> None:
    Report.objects.create(pair=own, guest="b", reason="other")
    Report.objects.create(pair=own, guest="c", reason="other", state="handled", note="Nothing wrong.")
    sign_in(client, tess)
    html = client.get(
        reverse("reports") + query.replace("reason=other", "reason=other&state=open")
    ).content.decode()
    assert html.count('href="/reports/') - html.count('href="/reports/"') == found


def test_the_queue_has_pages(client: Client, tess: User, own: Pair) -> None:
    Report.objects.bulk_create(Report(pair=own, guest=f"g{n}", reason="other") for n in range(25))
    sign_in(client, tess)
    first, second = (client.get(reverse("reports") + f"?page={n}").content.decode() for n in (1, 2))
    assert 'rel="next"' in first and 'rel="prev"' in second


def test_an_editor_closes_a_report_with_a_note(client: Client, tess: User, about_own: Report) -> None:
    sign_in(client, tess)
    client.post(reverse("dismiss_report", args=[about_own.pk]), {"note": "It is a drawing."})
    about_own.refresh_from_db()
    assert (about_own.state, about_own.decision, about_own.note, about_own.handled_by) == (
        "handled", "kept", "It is a drawing.", tess,
    )  # fmt: skip
    assert not Pair.objects.get(pk=about_own.pair_id).is_pulled


def test_without_a_note_it_stays_open_and_says_so(client: Client, tess: User, about_own: Report) -> None:
    sign_in(client, tess)
    reply = client.post(reverse("dismiss_report", args=[about_own.pk]), {"note": " "}, headers=ENGLISH)
    assert reply.status_code == 422
    assert "Say why, in a few words" in reply.content.decode()
    assert Report.objects.open().exists()


def test_two_editors_do_not_close_it_twice(client: Client, tess: User, ada: User, about_own: Report) -> None:
    for user in (tess, ada):
        sign_in(client, user)
        reply = client.post(reverse("dismiss_report", args=[about_own.pk]), {"note": user.name})
    assert reply.status_code == 409
    assert Report.objects.get().note == "Tess"


def test_an_editor_takes_the_clip_away_and_back(
    client: Client, tess: User, own: Pair, about_own: Report
) -> None:
    sign_in(client, tess)
    page = reverse("report", args=[about_own.pk])
    reply = client.post(
        reverse("pull_pair", args=[own.slug]), {"why": "It is unkind.", "report": about_own.pk}
    )
    assert reply.headers["Location"] == page
    own.refresh_from_db()
    assert own.is_pulled
    html = client.get(page, headers=ENGLISH).content.decode()
    assert "It is unkind." in html
    links = [part.split('"')[0] for part in html.split('src="') if part.startswith("/reports/")]
    assert {client.get(link).status_code for link in links} == {200}, (
        "editors must still see what they decide about"
    )
    client.post(reverse("restore_pair", args=[own.slug]), {"note": "The pupil agrees now."})
    own.refresh_from_db()
    assert not own.is_pulled


def test_a_retired_pair_can_be_taken_away_too(
    client: Client, tess: User, own: Pair, about_own: Report
) -> None:
    Pair.objects.update(state=Pair.State.RETIRED)
    sign_in(client, tess)
    assert client.get(reverse("report", args=[about_own.pk])).status_code == 200
    reply = client.post(reverse("pull_pair", args=[own.slug]), {"why": "It is unkind."})
    assert client.get(reply.headers["Location"]).status_code == 200
    own.refresh_from_db()
    assert own.is_pulled


def test_a_report_about_a_pair_without_files_can_still_be_decided(
    client: Client, tess: User, own: Pair, about_own: Report
) -> None:
    Rendition.objects.all().delete()
    sign_in(client, tess)
    html = client.get(reverse("report", args=[about_own.pk]), headers=ENGLISH).content.decode()
    assert "it cannot be shown" in html


def test_the_library_shows_a_pulled_pair_to_its_editors_as_pulled(
    client: Client, tess: User, own: Pair
) -> None:
    pull_pair(pair=own, by=tess, why="It is unkind.")
    sign_in(client, tess)
    assert "Taken away" in client.get(reverse("library"), headers=ENGLISH).content.decode()
    html = client.get(reverse("library_pair", args=[own.slug]), headers=ENGLISH).content.decode()
    assert "This clip was taken away." in html and "It is unkind." in html
    assert reverse("restore_pair", args=[own.slug]) in html


def test_who_does_not_decide_finds_it_nowhere(client: Client, tess: User, steff: User, field: Pair) -> None:
    sign_in(client, tess)
    html = client.get(reverse("library_pair", args=[field.slug])).content.decode()
    links = [part.split('"')[0] for part in html.split('src="') if part.startswith("/library/")]
    pull_pair(pair=field, by=steff, why="It is somebody's work.")
    assert field.slug not in client.get(reverse("library")).content.decode()
    assert client.get(reverse("library_pair", args=[field.slug])).status_code == 410
    assert client.get(reverse("library_sheet", args=[field.slug])).status_code == 410
    assert {client.get(link).status_code for link in links} == {410}


def test_another_schools_pulled_pair_is_not_even_told_of(
    client: Client, nora: User, tess: User, own: Pair
) -> None:
    pull_pair(pair=own, by=tess, why="It is unkind.")
    sign_in(client, nora)
    assert client.get(reverse("library_pair", args=[own.slug])).status_code == 404


def test_only_who_decides_is_offered_to_take_a_clip_away(
    client: Client, tess: User, steff: User, field: Pair
) -> None:
    for user, may in ((tess, False), (steff, True)):
        sign_in(client, user)
        html = client.get(reverse("library_pair", args=[field.slug])).content.decode()
        assert (reverse("pull_pair", args=[field.slug]) in html) is may


def test_a_report_of_another_pair_is_no_way_back(
    client: Client, tess: User, own: Pair, about_library: Report
) -> None:
    sign_in(client, tess)
    reply = client.post(reverse("pull_pair", args=[own.slug]), {"why": "Unkind.", "report": about_library.pk})
    assert reply.headers["Location"] == reverse("library_pair", args=[own.slug])
    assert Pull.objects.get().pair == own
