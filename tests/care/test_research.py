"""Answers for research: off until a lead says so, true to what was answered, and without anybody's name."""

from __future__ import annotations

import csv
import io
import tracemalloc
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from literacy.care.actions import ask_for_research, switch_research
from literacy.care.as_text import write_csv
from literacy.care.models import Export, ResearchConsent
from literacy.care.pipeline import make_export
from literacy.care.research.columns import COLUMNS
from literacy.care.research.pseudonyms import Pseudonyms
from literacy.care.research.rows import answers_of
from literacy.classroom.models import AssignedSitting, Assignment, Classroom, Enrolment, PulledItem, School
from literacy.people.models import User
from literacy.staff.models import Event
from quizzes.attempts.models import Answer, Remark, Showing, Sitting
from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from quizzes.items.models import Quiz
from tests.pages import sign_in
from tests.progress.made_class import fill, make_items

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def rows_of(school: School) -> list[dict[str, Any]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in answers_of(school, Pseudonyms())]


def by_hand(school: School) -> list[Answer]:
    """The answers that count, one by one, without the few."""
    pulled = set(PulledItem.objects.values_list("assignment", "item"))
    found = []
    for given in AssignedSitting.objects.filter(assignment__classroom__school=school, voided_at=None):
        for answer in Answer.objects.filter(showing__sitting=given.sitting_id).select_related("showing"):
            if (given.assignment_id, answer.showing.item_id) not in pulled:
                found.append(answer)
    return found


@pytest.fixture
def made(classroom: Classroom) -> Classroom:
    """A class of eight by lot, of which some attempts are set aside, items pulled and answers marked anew."""
    fill(classroom, 3, learners=8, quizzes=3, items=8)
    return classroom


def test_every_answer_that_counts_is_a_row_as_it_was_given(made: Classroom, school: School) -> None:
    rows, answers = rows_of(school), by_hand(school)
    assert len(rows) == len(answers) > 100

    def points(answer: Answer) -> float | None:
        new = Remark.objects.filter(answer=answer, superseded_at=None).first()
        return new.points if new else answer.points

    assert Counter(
        (row["item"], row["item_type"], row["half"], row["outcome"], row["p_manipulated"], row["points"], row["milliseconds"])
        for row in rows
    ) == Counter(
        (a.showing.item.slug, a.item_type, a.showing.half, a.outcome, a.p_manipulated, points(a), a.milliseconds)
        for a in answers
    )  # fmt: skip
    assert {row["form"] for row in rows} == {"pre", "post", ""}
    own = Counter(row["learner"] for row in rows)
    truth = Counter(answer.showing.sitting.user_id for answer in answers)
    assert sorted(own.values()) == sorted(truth.values())
    first = {learner: min(r["day"] for r in rows if r["learner"] == learner) for learner in own}
    assert set(first.values()) == {0}


def test_nobody_is_named_and_two_files_cannot_be_joined(made: Classroom, school: School) -> None:
    once, again = rows_of(school), rows_of(school)
    text = repr(once)
    assert "Pupil" not in text and made.name not in text and school.name not in text
    for name in ("learner", "class", "assignment"):
        assert not {row[name] for row in once} & {row[name] for row in again}
    learners = list(dict.fromkeys(row["learner"] for row in once))
    assert learners == sorted(learners), "the order tells who is who"


def test_the_words_of_a_schools_own_clips_stay_inside(made: Classroom, school: School) -> None:
    pair = Pair.objects.filter(items__showings__answers__isnull=False).order_by("slug").first()
    assert pair is not None
    Pair.objects.filter(pk=pair.pk).update(shelf=school.shelf)
    rows = rows_of(school)
    assert pair.slug not in {row["pair"] for row in rows} | {row["item"] for row in rows}
    assert any(row["pair"].startswith("own-") for row in rows if row["pair"])


def test_a_class_in_which_four_answered_is_left_out(made: Classroom, school: School) -> None:
    before = len(rows_of(school))
    give(school, 4)
    rows = rows_of(school)
    assert len(rows) == before
    assert len({row["class"] for row in rows}) == 1


def test_it_is_off_until_a_lead_ticks_and_it_stands_in_the_record(
    made: Classroom, school: School, ada: User, client: Client
) -> None:
    with pytest.raises(Refusal):
        ask_for_research(by=ada, school=school)
    sign_in(client, ada)
    page, file = (reverse(name, args=[school.pk]) for name in ("care_research", "care_research_file"))
    assert client.post(file).status_code == 403
    assert client.post(page, {"act": "on"}).status_code == 422
    assert not ResearchConsent.objects.exists()
    client.post(page, {"act": "on", "understood": "1"})
    assert Event.objects.get().kind == "research-on"
    assert "ada" in client.get(reverse("school_record", args=[school.pk])).content.decode().lower()
    assert "researchers" in client.get(reverse("privacy"), headers={"accept-language": "en"}).content.decode()
    assert client.post(file).status_code == 302
    make_export(export_id=str(Export.objects.get().pk), progress=lambda _percent: None)
    export = Export.objects.get()
    with zipfile.ZipFile(export.path) as archive:
        assert set(archive.namelist()) == {"answers.csv", "codebook.csv", "READ-ME.txt", "LEES-MIJ.txt"}
        text = archive.read("answers.csv").decode("utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(text)))) == len(by_hand(school))
        assert str(len(by_hand(school))) in archive.read("READ-ME.txt").decode()


def test_switching_it_off_removes_what_was_not_fetched(
    made: Classroom, school: School, ada: User, django_capture_on_commit_callbacks: Any
) -> None:
    switch_research(school=school, on=True, by=ada, understood=True)
    export = ask_for_research(by=ada, school=school)
    make_export(export_id=str(export.pk), progress=lambda _percent: None)
    export.refresh_from_db()
    assert export.path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert switch_research(school=school, on=False, by=ada)
    assert not Export.objects.exists() and not export.path.exists()
    assert [event.kind for event in Event.objects.order_by("pk")] == ["research-on", "research-off"]


def test_the_demo_school_gives_nothing_out(school: School, ada: User) -> None:
    School.objects.update(is_demo=True)
    with pytest.raises(Refusal):
        switch_research(school=school, on=True, by=ada, understood=True)


def test_nobody_but_the_lead_finds_it(
    school: School, tess: User, sam: User, nora: User, otto: User, client: Client
) -> None:
    for user in (tess, sam, nora, otto):
        sign_in(client, user)
        for name in ("care_research", "care_research_file"):
            asked = {"act": "on", "understood": "1"}
            assert client.post(reverse(name, args=[school.pk]), asked).status_code == 404
    assert not ResearchConsent.objects.exists()


def give(school: School, learners: int) -> None:
    """A class in which every learner answered a hundred items in ten attempts."""
    room = Classroom.objects.create(school=school, name="Many", code=f"M{school.pk}")
    items = make_items(11)[:10]
    quiz = Quiz.objects.create(slug=uuid4().hex)
    given = Assignment.objects.create(classroom=room, quiz=quiz, attempts=None)
    users = User.objects.bulk_create(User(name="x") for _each in range(learners))
    places = Enrolment.objects.bulk_create(
        Enrolment(classroom=room, user=user, code_digest=uuid4().hex) for user in users
    )
    sittings = Sitting.objects.bulk_create(
        Sitting(quiz=quiz, user=place.user) for place in places for _attempt in range(10)
    )
    AssignedSitting.objects.bulk_create(
        AssignedSitting(assignment=given, enrolment=places[n // 10], sitting=sitting, attempt=n % 10 + 1)
        for n, sitting in enumerate(sittings)
    )
    showings = Showing.objects.bulk_create(
        Showing(sitting=sitting, item=item, position=n, half="twin")
        for sitting in sittings
        for n, item in enumerate(items)
    )
    Answer.objects.bulk_create(
        Answer(showing=showing, item_type="judge", key=uuid4(), response={}) for showing in showings
    )


def test_memory_does_not_grow_with_the_answers(school: School, tmp_path: Path) -> None:
    """Ten times the learners and answers; what is held at once is far from ten times as much. Rows kept would be.

    Not quite the same: what each query leaves behind goes when the collector comes by.
    """
    many = School.objects.create(name="Many")
    peaks, written = [], []
    for each, learners in ((school, 5), (many, 50)):
        give(each, learners)
        answers_of(each, Pseudonyms()).__next__()
        with (tmp_path / "out.csv").open("w", newline="") as out:
            tracemalloc.start()
            written.append(write_csv(out, tuple(COLUMNS), answers_of(each, Pseudonyms())))
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert written == [500, 5_000]
    assert peaks[1] < 3 * peaks[0], peaks


def test_the_page_about_it_names_every_column() -> None:
    page = (ROOT / "docs" / "research-export.md").read_text(encoding="utf-8")
    assert [
        f"| `{name}` | {meaning} |"
        for name, meaning in COLUMNS.items()
        if f"| `{name}` | {meaning} |" not in page
    ] == []
