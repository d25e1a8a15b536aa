"""Files with data: complete, harmless, for whoever asked alone, and gone in time."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from literacy.care.actions import ask_for_export
from literacy.care.as_text import csv_bytes
from literacy.care.datamap import PERSONAL
from literacy.care.filing import EXPORT_DATA, forget_exports
from literacy.care.models import Export
from literacy.care.pipeline import make_export
from literacy.classroom.models import Classroom, Enrolment, School
from literacy.lessons.models import Lesson, StepProgress
from literacy.people.models import User
from quizzes.attempts.models import Sitting
from quizzes.attempts.terms import Reveal
from quizzes.http.refusal import Refusal
from quizzes.jobs.models import Job
from quizzes.jobs.registry import kind_named
from quizzes.reports.models import Report
from tests.pages import sign_in

pytestmark = pytest.mark.django_db


def made(
    by: User, school: School | None, learner: User | None = None
) -> tuple[Export, zipfile.ZipFile, dict[str, Any]]:
    export = ask_for_export(by=by, school=school, learner=learner)
    make_export(export_id=str(export.pk), progress=lambda _percent: None)
    export.refresh_from_db()
    archive = zipfile.ZipFile(export.path)
    return export, archive, json.loads(archive.read("data.json"))


def test_a_learners_file_holds_every_row_the_map_leads_to(
    tess: User, school: School, sam: User, answered: Sitting, lesson: Lesson
) -> None:
    StepProgress.objects.create(lesson=lesson, user=sam, step="edge", choice="b")
    export, archive, data = made(tess, school, sam)
    for entry in PERSONAL:
        if entry.learner and not entry.own_only and entry.model != "care.Export":
            rows = apps.get_model(entry.model)._default_manager.filter(**{entry.learner: sam.pk})
            assert len(data.get(entry.model, [])) == rows.count(), entry.model
    assert data["people.User"][0]["name"] == "Sam"
    assert len(data["attempts.Answer"]) >= 6
    assert set(archive.namelist()) >= {"LEES-MIJ.txt", "READ-ME.txt", "csv/attempts.Answer.csv"}
    assert export.expires_at and export.size > 0


def test_no_file_holds_what_would_let_somebody_in(
    tess: User, ada: User, school: School, sam: User, answered: Sitting
) -> None:
    Enrolment.objects.update(code_digest="let-me-in")
    User.objects.update(password="let-me-in-too")
    for by, learner in ((tess, sam), (ada, None), (sam, sam)):
        _export, archive, _data = made(by, None if by == sam else school, learner)
        text = b"".join(archive.read(name) for name in archive.namelist())
        assert b"let-me-in" not in text


def test_a_schools_file_holds_its_own_people_and_nobody_elses(
    ada: User, school: School, sam: User, nora: User, answered: Sitting
) -> None:
    other = School.objects.get(name="Het Baken")
    room = Classroom.objects.create(school=other, name="9Z", code="OTHER2")
    Enrolment.objects.create(classroom=room, user=User.objects.create_user(name="Zed"), code_digest="z")
    text = json.dumps(made(ada, school)[2])
    assert "Sam" in text and "tess@delinde.example" in text
    assert "Zed" not in text and "nora" not in text and "Het Baken" not in text


def test_one_school_is_not_given_what_a_pupil_did_at_another(
    tess: User, school: School, sam: User, answered: Sitting, lesson: Lesson
) -> None:
    other = School.objects.create(name="Het Baken")
    room = Classroom.objects.create(school=other, name="9Z", code="OTHER2")
    Enrolment.objects.create(classroom=room, user=sam, code_digest="there")
    free = Sitting.objects.create(user=sam, quiz=answered.quiz)
    StepProgress.objects.create(lesson=lesson, user=sam, step="edge")
    data = made(tess, school, sam)[2]
    assert [row["classroom_name"] for row in data["classroom.Enrolment"]] == ["2B"]
    assert str(free.pk) not in [row["id"] for row in data["attempts.Sitting"]]
    assert "lessons.StepProgress" not in data


def test_who_reported_a_clip_is_told_to_the_pupil_alone(
    tess: User, school: School, sam: User, make_pair: Any
) -> None:
    Report.objects.create(pair=make_pair(), user=sam, reason="upsetting", words="my words")
    assert "reports.Report" not in made(tess, school, sam)[2]
    assert made(sam, None, sam)[2]["reports.Report"][0]["words"] == "my words"


def test_a_pupils_own_file_never_tells_a_truth_that_is_still_to_come(sam: User, answered: Sitting) -> None:
    assert "attempts.Answer" in made(sam, None, sam)[2]
    later = timezone.now() + timedelta(days=3)
    Sitting.objects.update(reveal=Reveal.AT, reveal_at=later)
    _export, archive, data = made(sam, None, sam)
    assert "attempts.Answer" not in data and "attempts.Showing" not in data
    assert "(1)" in archive.read("READ-ME.txt").decode()
    Sitting.objects.update(reveal="", reveal_at=None, finished_at=None)
    assert "attempts.Answer" not in made(sam, None, sam)[2]
    with time_machine.travel(later + timedelta(hours=1)):
        Sitting.objects.update(reveal=Reveal.AT, reveal_at=later, finished_at=later)
        assert "attempts.Answer" in made(sam, None, sam)[2]


@given(st.lists(st.one_of(st.text(), st.integers(), st.none(), st.lists(st.text())), min_size=1, max_size=4))
def test_no_cell_is_a_formula_and_every_table_is_read_again(row: list[Any]) -> None:
    columns = tuple(f"c{number}" for number in range(len(row)))
    text = csv_bytes(columns, [row]).decode("utf-8")
    assert text.startswith("\ufeff")
    cells = list(csv.reader(io.StringIO(text[1:], newline="")))[1:]
    assert sum(len(line) for line in cells) >= 0
    for cell, value in zip(cells[0] if cells else [], row, strict=False):
        if not isinstance(value, int):
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_a_file_is_fetched_by_who_asked_and_by_nobody_else(
    client: Client, tess: User, ada: User, sam: User, school: School, otto: User
) -> None:
    export, _archive, _data = made(tess, school, sam)
    sign_in(client, tess)
    page = client.get(reverse("export", args=[export.pk]))
    link = page.context["link"]
    address = reverse("export_file", args=[export.pk, link])
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/zip"
    assert "attachment" in response.headers["Content-Disposition"]
    assert client.get(reverse("export_file", args=[export.pk, "made-up"])).status_code == 404
    for stranger in (ada, otto, sam):
        sign_in(client, stranger)
        assert client.get(address).status_code == 404
        assert client.get(reverse("export", args=[export.pk])).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_who_stops_teaching_the_class_cannot_fetch_the_file(
    tesss: Client, tess: User, school: School, sam: User, classroom: Classroom
) -> None:
    export, _archive, _data = made(tess, school, sam)
    classroom.teachers.remove(tess)
    assert tesss.get(reverse("export", args=[export.pk])).status_code == 404


def test_a_file_and_its_link_end_in_time(
    tesss: Client, tess: User, school: School, sam: User, settings: Any
) -> None:
    export, _archive, _data = made(tess, school, sam)
    link = tesss.get(reverse("export", args=[export.pk])).context["link"]
    address = reverse("export_file", args=[export.pk, link])
    with time_machine.travel(timezone.now() + timedelta(hours=settings.EXPORT_HOURS, minutes=1)):
        assert export.path.exists()
        sign_in(tesss, tess)
        assert tesss.get(address).status_code == 404
        assert forget_exports() == 1
        assert not export.path.exists()
        assert (
            "gone"
            in tesss.get(
                reverse("export", args=[export.pk]), headers={"accept-language": "en"}
            ).content.decode()
        )
        assert forget_exports() == 0
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert forget_exports() == 1
    assert not Export.objects.exists()


def test_asking_twice_makes_one_file_and_asking_all_day_is_refused(
    tess: User, school: School, sam: User
) -> None:
    first = ask_for_export(by=tess, school=school, learner=sam)
    assert ask_for_export(by=tess, school=school, learner=sam) == first
    assert Job.objects.filter(kind=EXPORT_DATA).count() == 1
    Export.objects.bulk_create(Export(by=tess, school=school) for _each in range(20))
    Job.objects.all().delete()
    with pytest.raises(Refusal):
        ask_for_export(by=tess, school=school, learner=sam)


def test_a_file_is_made_once_and_readable_by_the_site_alone(tess: User, school: School, sam: User) -> None:
    export, _archive, _data = made(tess, school, sam)
    make_export(export_id=str(export.pk), progress=lambda _percent: None)
    assert len(list(Path(export.path.parent).iterdir())) == 1
    assert export.path.stat().st_mode & 0o777 == 0o600


def test_the_page_waits_and_then_gives_the_link(tesss: Client, place: Enrolment) -> None:
    response = tesss.post(reverse("export_learner", args=[place.pk]))
    address = response.headers["Location"]
    waiting = tesss.get(address).content.decode()
    assert 'id="working"' in waiting
    part = tesss.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="working"')
    make_export(export_id=str(Export.objects.get().pk), progress=lambda _percent: None)
    assert tesss.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert ".zip" not in tesss.get(address).content.decode()
    assert tesss.get(address).context["link"]


def test_how_a_file_that_failed_is_told(tesss: Client, place: Enrolment) -> None:
    address = tesss.post(reverse("export_learner", args=[place.pk])).headers["Location"]
    Job.objects.update(state=Job.State.FAILED)
    assert 'id="working"' not in tesss.get(address).content.decode()


def test_the_worker_makes_the_file_and_tells_how_far_it_is(tess: User, school: School, sam: User) -> None:
    export = ask_for_export(by=tess, school=school, learner=sam)
    kind = kind_named(EXPORT_DATA)
    assert kind is not None and kind.title
    told: list[int] = []
    kind.work(str(export.pk), told.append)
    export.refresh_from_db()
    assert export.is_ready
    assert told == sorted(told) and 0 < told[-1] <= 95
