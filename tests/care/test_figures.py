"""A school's figures to take along: those of its page and no others, for its leads."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from literacy.care.actions import ask_for_figures
from literacy.care.erasing import erase_learners
from literacy.care.figures.paper import report_as_pictures
from literacy.care.figures.sheets import sheets_of
from literacy.care.models import Erasure, Export
from literacy.care.pipeline import make_export
from literacy.classroom.models import Classroom, School
from literacy.people.models import User
from literacy.progress.school_page import SchoolView, years_of
from quizzes.attempts.models import Answer
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz
from tests import factories
from tests.pages import sign_in
from tests.progress.test_school_page import by_hand, fill, view_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_quiz(own_folders: None) -> Quiz:
    return factories.make_quiz([factories.make_pair() for _ in range(8)], asks=["judge"])


@pytest.fixture
def told(school: School, classroom: Classroom, tess: User, long_quiz: Quiz) -> SchoolView:
    """2B with six pupils, a class named like a formula with six, 2D with two."""
    fill(classroom, long_quiz, tess, 6)
    for name, pupils in (("=1+1", 6), ("2D", 2)):
        fill(
            Classroom.objects.create(school=school, name=name, code=f"C{pupils}{len(name)}"),
            long_quiz,
            tess,
            pupils,
        )
    return view_of(school)


def made(by: User, school: School, kind: str) -> Path:
    export = ask_for_figures(by=by, school=school, kind=kind, year=years_of(school)[0])
    make_export(export_id=str(export.pk), progress=lambda _percent: None)
    export.refresh_from_db()
    assert export.is_ready
    return export.path


def read(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))


def test_the_tables_are_the_page_and_the_answers(told: SchoolView, school: School, ada: User) -> None:
    with zipfile.ZipFile(made(ada, school, "tables")) as archive:
        whole, classes = read(archive, "school.csv")[0], read(archive, "classes.csv")
        missed, codebook = read(archive, "techniques.csv"), read(archive, "codebook.csv")
        columns = {
            (name, column)
            for name in archive.namelist()
            if name.endswith(".csv") and name != "codebook.csv"
            for column in archive.read(name).decode("utf-8-sig").split("\r\n")[0].split(",")
        }
    assert {(row["file"], row["column"]) for row in codebook} == columns
    assert all(row["meaning"] for row in codebook)
    assert told.whole.d_prime is not None
    assert float(whole["d_prime"]) == pytest.approx(told.whole.d_prime.value, abs=1e-4)
    assert int(whole["pupils"]) == len(by_hand()) == 14
    judged = Answer.objects.filter(item_type="judge").exclude(outcome="checked")
    right = judged.filter(outcome__in=["hit", "correct_rejection"])
    assert [(int(row["right"]), int(row["judged"])) for row in missed] == [(right.count(), judged.count())]
    assert [row["class"] for row in classes] == [
        f"'{each.name}" if each.name[0] == "=" else each.name for each in told.classes
    ]


def test_what_the_page_leaves_out_stands_in_no_file(told: SchoolView, school: School, ada: User) -> None:
    assert sum(each.hidden for each in told.classes) == 2
    with zipfile.ZipFile(made(ada, school, "tables")) as archive:
        for row, each in zip(read(archive, "classes.csv"), told.classes, strict=True):
            rest = [value for name, value in row.items() if name not in ("class", "left_out")]
            assert row["left_out"] == str(int(each.hidden))
            assert any(rest) is not each.hidden
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "2B 0" not in everything, "a pupil is named"


def test_no_cell_of_the_workbook_is_a_formula(told: SchoolView, school: School, ada: User) -> None:
    with zipfile.ZipFile(made(ada, school, "workbook")) as book:
        tabs = [name for name in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
        cells = "".join(book.read(name).decode() for name in tabs)
    assert len(tabs) == len(sheets_of(told)) + 1
    assert "=1+1" in cells and "<f>" not in cells
    assert told.whole.d_prime is not None
    assert f"<v>{round(told.whole.d_prime.value, 4)}</v>" in cells


def test_the_report_is_pages_of_pdf(told: SchoolView, school: School, ada: User) -> None:
    assert made(ada, school, "report").read_bytes().startswith(b"%PDF")
    assert len(report_as_pictures(school, told)) == 2


def test_a_lead_asks_on_the_page_and_fetches_it(
    told: SchoolView, school: School, ada: User, client: Client
) -> None:
    sign_in(client, ada)
    answer = client.post(reverse("care_figures", args=[school.pk]), {"kind": "workbook", "year": told.year})
    make_export(export_id=str(Export.objects.get().pk), progress=lambda _percent: None)
    waiting = client.get(answer.headers["Location"])
    fetched = client.get(reverse("export_file", args=[Export.objects.get().pk, waiting.context["link"]]))
    assert fetched.status_code == 200 and fetched.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert fetched.headers["Content-Disposition"].endswith('.xlsx"')
    page = reverse("school_progress", args=[school.pk])
    assert answer.headers["Location"] in client.get(page).content.decode()
    Export.objects.update(expires_at=timezone.now())
    assert answer.headers["Location"] not in client.get(page).content.decode(), "a file that ended is listed"


def test_nobody_else_asks(
    told: SchoolView, school: School, tess: User, sam: User, nora: User, otto: User, client: Client
) -> None:
    for user in (tess, sam, nora, otto):
        sign_in(client, user)
        asked = {"kind": "report", "year": told.year}
        assert client.post(reverse("care_figures", args=[school.pk]), asked).status_code == 404
    assert not Export.objects.exists()


@pytest.mark.parametrize(("kind", "year"), [("data", ""), ("research", ""), ("report", "1999/00")])
def test_what_is_no_file_of_figures_is_refused(
    told: SchoolView, school: School, ada: User, kind: str, year: str
) -> None:
    with pytest.raises(Refusal):
        ask_for_figures(by=ada, school=school, kind=kind, year=year or told.year)


def test_erasing_a_pupil_takes_the_files_along(
    told: SchoolView, school: School, ada: User, django_capture_on_commit_callbacks: Any
) -> None:
    path = made(ada, school, "tables")
    pupil = User.objects.get(name="2B 0")
    with django_capture_on_commit_callbacks(execute=True):
        erase_learners(school=school, learners=[pupil], why=Erasure.Why.ASKED)
    assert not path.exists() and not Export.objects.exists()
