"""An upload on its way in: bounded, streamed, and answered with a sentence whatever it is."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import School
from literacy.people.models import User
from quizzes.clips import store
from quizzes.studio.models import Draft
from tests.pages import sign_in
from tests.studio.made import jpeg

JSON = {"accept": "application/json"}


def give(client: Client, school: School, data: bytes, name: str = "street.jpg", **options: Any) -> Any:
    file = SimpleUploadedFile(name, data, "image/jpeg")
    return client.post(reverse("studio_upload", args=[school.pk]), {"file": file}, **options)


def kept_files(settings: Any) -> list[str]:
    return [path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_form_without_script_leads_to_the_draft(tesss: Client, tess: User, school: School) -> None:
    response = give(tesss, school, jpeg())
    draft = Draft.objects.get()
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("studio_draft", args=[draft.pk])
    assert (draft.shelf, draft.owner, draft.title, draft.state) == (school.shelf, tess, "street", "waiting")
    assert store.path_of(draft.upload).read_bytes() == jpeg()


def test_script_is_told_where_the_draft_is(tesss: Client, school: School) -> None:
    response = give(tesss, school, jpeg(), headers=JSON)
    assert response.status_code == 201
    assert response.json() == {"to": reverse("studio_draft", args=[Draft.objects.get().pk])}


@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [(b"", 415, "empty"), (b"MZ" + bytes(200), 415, "not a file we can use")],
    ids=["empty", "program"],
)
def test_what_is_no_clip_is_refused_on_the_page_and_to_the_script(
    data: bytes, status: int, sentence: str, tesss: Client, school: School, settings: Any
) -> None:
    page = give(tesss, school, data)
    assert page.status_code == status and sentence in page.content.decode()
    told = give(tesss, school, data, headers=JSON)
    assert told.status_code == status and sentence in told.json()["sentence"]
    assert not Draft.objects.exists() and kept_files(settings) == []


def test_no_file_at_all_is_said(tesss: Client, school: School) -> None:
    response = tesss.post(reverse("studio_upload", args=[school.pk]))
    assert response.status_code == 422
    assert "Choose a photo, video or recording first." in response.content.decode()


@pytest.mark.parametrize("times", [1.5, 4])
def test_what_is_too_large_is_not_kept(
    times: float, tesss: Client, school: School, settings: Any, tmp_path: Any
) -> None:
    settings.UPLOAD_MAX_BYTES = 100_000
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    response = give(tesss, school, jpeg().ljust(int(100_000 * times), b"\0"))
    assert response.status_code == 413
    assert "too large" in response.content.decode()
    assert not Draft.objects.exists() and kept_files(settings) == []
    assert [path for path in tmp_path.iterdir() if path.suffix == ".upload"] == []


def test_full_shelf_says_what_to_do(tesss: Client, school: School, settings: Any) -> None:
    settings.STUDIO_QUOTA_BYTES = 1_000
    response = give(tesss, school, jpeg())
    assert response.status_code == 507
    assert "Delete drafts or clips you no longer need." in response.content.decode()
    assert not Draft.objects.exists() and kept_files(settings) == []


def test_upload_needs_the_token_of_the_page(tess: User, school: School) -> None:
    window = Client(enforce_csrf_checks=True)
    sign_in(window, tess)
    assert give(window, school, jpeg()).status_code == 403
    assert not Draft.objects.exists()
    html = window.get(reverse("studio_school", args=[school.pk])).content.decode()
    token = html.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    file = SimpleUploadedFile("street.jpg", jpeg())
    sent = {"csrfmiddlewaretoken": token, "file": file}
    assert window.post(reverse("studio_upload", args=[school.pk]), sent).status_code == 302


def test_stranger_is_turned_away_before_the_body_is_read(client: Client, nora: User, school: School) -> None:
    sign_in(client, nora)
    assert give(client, school, jpeg()).status_code == 404


def test_body_is_written_to_disk_as_it_comes(
    tesss: Client, school: School, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    seen: list[int] = []

    def keep(**given: Any) -> Draft:
        seen.append(sum(path.stat().st_size for path in tmp_path.glob("*.upload*")))
        return Draft.objects.create(shelf=given["shelf"])

    monkeypatch.setattr("literacy.studio.views.home.keep_upload", keep)
    assert give(tesss, school, jpeg()).status_code == 302
    assert seen == [len(jpeg())]
