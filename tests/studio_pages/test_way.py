"""The way of a draft through its page, without script: every step, what is refused on it, and what is shown where."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import School
from quizzes.clips.models import Pair
from quizzes.jobs.models import Job
from quizzes.studio.models import Draft
from quizzes.studio.tasks import CHECK_UPLOAD
from tests.studio.made import jpeg
from tests.studio_pages.made import PLACE, RIGHTS, WORDS

Make = Callable[..., Draft]
REGION = {"left": "10", "top": "10", "width": "30", "height": "30", "to_left": "60", "to_top": "60"}
STATED = {"creator": "Tess", "licence": "CC0-1.0", "people": "none"}
WRITTEN = {"nl-title": "Een veld", "nl-alt": "Een veld", "nl-reveal": "Kijk.", "difficulty": "easy"}


def act(client: Client, draft: Draft, step: str, **given: Any) -> Any:
    return client.post(reverse(f"studio_{step}", args=[draft.pk]), given)


def page(client: Client, draft: Draft) -> str:
    response = client.get(reverse("studio_draft", args=[draft.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_teacher_comes_from_upload_to_published_pair_without_script(
    tesss: Client, school: School, work: Callable[[], None]
) -> None:
    file = SimpleUploadedFile("street.jpg", jpeg())
    tesss.post(reverse("studio_upload", args=[school.pk]), {"file": file})
    draft = Draft.objects.get()
    assert "Your clip is being looked at." in page(tesss, draft)
    work()
    assert "Whose is it?" in page(tesss, draft)
    ends = []
    for step, given in (
        ("rights", STATED),
        ("technique", {"technique": "copy-move"}),
        ("place", REGION),
        ("make", {}),
    ):
        response = act(tesss, draft, step, **given)
        assert response.status_code == 302, response.content.decode()
        ends.append(response.headers["Location"].rpartition("#")[2])
    assert ends == ["step-technique", "step-place", "step-make", "step-make"]
    assert "The twin is being made." in page(tesss, draft)
    work()
    assert "Make it again" in page(tesss, draft)
    assert (
        act(tesss, draft, "words", **WRITTEN, cues=["edge-halo"])
        .headers["Location"]
        .endswith("#step-publish")
    )
    assert "Not all is written in English yet." in page(tesss, draft)
    assert (
        "Show this pair to your school?"
        in tesss.get(reverse("studio_publish", args=[draft.pk])).content.decode()
    )
    assert act(tesss, draft, "publish").status_code == 302
    pair = Pair.objects.on_shelves(school.shelf).published().get()
    html = page(tesss, draft)
    assert reverse("library_pair", args=[pair.slug]) in html
    assert "Of your school" in tesss.get(reverse("library")).content.decode()


@pytest.mark.parametrize(
    ("step", "given", "sentence", "status"),
    [
        ("rights", {"creator": ""} | {"licence": "CC0-1.0", "people": "none"}, "Say who made this", 400),
        ("rights", {"creator": "Tess", "licence": "CC0-1.0"}, "whether somebody can be recognised", 422),
        (
            "rights",
            STATED | {"people": "recognisable", "consent": "1"},
            "Note who agreed, when, and to what.",
            400,
        ),
        ("technique", {}, "Choose what you change.", 422),
        ("technique", {"technique": "reverse"}, "does not fit this clip", 400),
        ("technique", {"technique": "splicing"}, "Choose the photo from which a part is taken.", 400),
        ("words", WRITTEN | {"difficulty": "absurd"}, "Choose how hard it is.", 400),
        ("words", WRITTEN | {"cues": "nonsense"}, "Choose what gives it away from the list.", 400),
    ],
)
def test_what_is_refused_is_said_at_its_step(
    step: str, given: dict[str, str], sentence: str, status: int, tesss: Client, draft: Make
) -> None:
    held = draft("ready", rights=RIGHTS, technique="copy-move")
    response = act(tesss, held, step, **given)
    assert response.status_code == status
    html = response.content.decode()
    at_step = html.split(f'id="step-{step}"')[1].split("</section>")[0]
    assert sentence in at_step


def test_what_was_typed_is_still_there_after_a_refusal(tesss: Client, draft: Make) -> None:
    held = draft("ready", rights=RIGHTS, technique="copy-move")
    html = act(tesss, held, "words", **WRITTEN | {"difficulty": "absurd"}).content.decode()
    assert 'value="Een veld"' in html
    html = act(tesss, held, "rights", **STATED | {"creator": "x" * 201}).content.decode()
    assert "x" * 201 in html


@pytest.mark.parametrize(
    ("more", "sentence"),
    [({}, "changed only when that person agreed"), ({"minors": True, "consent": True}, "somebody under 18")],
    ids=["without consent", "minor"],
)
def test_technique_that_alters_a_face_is_shown_shut_with_the_reason(
    more: dict[str, bool], sentence: str, tesss: Client, draft: Make
) -> None:
    held = draft("ready", rights=RIGHTS | {"people": "recognisable"} | more)
    html = page(tesss, held)
    card = html.split('id="technique-face-morph"')[1].split("</div>")[0]
    assert "disabled" in card and sentence in card
    assert act(tesss, held, "technique", technique="face-morph").status_code == 409


def test_part_is_taken_only_from_photos_of_the_same_school(tesss: Client, draft: Make, nora: Any) -> None:
    held = draft("ready", rights=RIGHTS)
    assert "Upload a second photo first" in page(tesss, held)
    other = draft("ready", rights=RIGHTS, title="second one")
    assert "second one" in page(tesss, held)
    assert act(tesss, held, "technique", technique="splicing", second=str(other.pk)).status_code == 302
    Draft.objects.filter(pk=other.pk).update(shelf=nora.memberships.get().school.shelf)
    assert act(tesss, held, "technique", technique="splicing", second=str(other.pk)).status_code == 404


def test_progress_comes_as_a_fragment_until_it_is_done(tesss: Client, draft: Make) -> None:
    held = draft("waiting")
    job = Job.objects.create(kind=CHECK_UPLOAD, target=str(held.pk), progress=40)
    address = reverse("studio_draft", args=[held.pk])
    response = tesss.get(address, headers={"HX-Request": "true"})
    assert 'value="40"' in response.content.decode() and "<html" not in response.content.decode()
    Draft.objects.filter(pk=held.pk).update(state="refused", reason="damaged")
    job.delete()
    assert tesss.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_refused_upload_says_why_and_what_to_do(tesss: Client, draft: Make) -> None:
    html = page(tesss, draft("refused", reason="too-long-film"))
    assert "longer than 60 seconds" in html and "Upload another one" in html


def test_change_that_failed_says_so_and_can_be_tried_again(tesss: Client, draft: Make) -> None:
    held = draft("ready", rights=RIGHTS, technique="copy-move", place=PLACE, reason="not-made")
    html = page(tesss, held)
    assert "This change could not be made." in html and "Try again" in html
    assert act(tesss, held, "make").status_code == 302
    assert Draft.objects.get().state == "rendering"


def test_pair_is_not_published_when_something_changed_since(tesss: Client, draft: Make) -> None:
    held = draft("made", texts={"nl": WORDS})
    assert act(tesss, held, "technique", technique="mirror").status_code == 302
    assert "You changed something since." in page(tesss, held)
    response = act(tesss, held, "publish")
    assert response.status_code == 409
    assert "You changed something after this was made." in response.content.decode()


def test_what_is_missing_is_listed_before_publishing(tesss: Client, draft: Make) -> None:
    html = page(tesss, draft("made", texts={"nl": {"title": "Een veld"}}))
    assert "Write in one language: what gives it away" in html
    assert reverse("studio_publish", args=[Draft.objects.get().pk]) not in html


def test_retiring_asks_first_and_keeps_the_draft(tesss: Client, draft: Make) -> None:
    held = draft("published")
    assert (
        "Take this pair away again?" in tesss.get(reverse("studio_retire", args=[held.pk])).content.decode()
    )
    assert Draft.objects.get().state == "published"
    assert act(tesss, held, "retire").status_code == 302
    assert "has left the library" in page(tesss, held)


def test_deleting_asks_first_and_removes_everything(tesss: Client, draft: Make) -> None:
    held = draft("made")
    assert tesss.get(reverse("studio_delete", args=[held.pk])).status_code == 200
    assert Draft.objects.exists()
    assert act(tesss, held, "delete").status_code == 302
    assert not Draft.objects.exists() and not Pair.objects.exists()


def test_published_pair_is_not_deleted(tesss: Client, draft: Make) -> None:
    response = act(tesss, draft("published"), "delete")
    assert response.status_code == 409 and "Retire it first" in response.content.decode()


@pytest.mark.parametrize("technique", ["miscaptioned", "crop-out"])
def test_captions_are_asked_for_where_the_technique_needs_them(
    technique: str, tesss: Client, draft: Make
) -> None:
    html = page(tesss, draft("ready", rights=RIGHTS, technique=technique))
    assert 'name="nl-claim_twin"' in html
    html = page(tesss, draft("ready", rights=RIGHTS, technique="mirror"))
    assert 'name="nl-claim_twin"' not in html


def test_language_of_the_school_comes_first(tesss: Client, draft: Make, school: School) -> None:
    held = draft("ready", rights=RIGHTS, technique="mirror")
    html = page(tesss, held)
    assert html.index('name="nl-title"') < html.index('name="en-title"')
    School.objects.update(language="en")
    html = page(tesss, held)
    assert html.index('name="en-title"') < html.index('name="nl-title"')


def test_other_language_is_written_after_publishing_and_nothing_is_written_over(
    tesss: Client, draft: Make
) -> None:
    held = draft("published")
    html = page(tesss, held)
    assert "Write what is still missing" in html
    assert 'name="en-title"' in html and 'name="nl-title"' not in html
    given = {"en-title": "A field", "en-alt": "A field", "en-reveal": "Look.", "nl-title": "Iets anders"}
    assert act(tesss, held, "words", **given).status_code == 302
    pair = Pair.objects.get()
    assert (pair.texts["en"]["title"], pair.texts["nl"]["title"]) == ("A field", WORDS["title"])
    assert pair.clip.texts["en"]["title"] == "A field"
    assert "Write what is still missing" not in page(tesss, held)


def test_words_of_what_was_retired_stay_as_they_are(tesss: Client, draft: Make) -> None:
    assert act(tesss, draft("retired"), "words", **{"en-title": "A field"} | WRITTEN).status_code == 409
