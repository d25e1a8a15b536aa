"""Loading lessons: again and again without change, and never over something that works."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from literacy.lessons.facts import lacks_of
from literacy.lessons.loader import load_lessons, read_lessons
from literacy.lessons.models import Lesson, StepProgress
from literacy.lessons.reading_level import reading_level
from literacy.lessons.status import clips_in
from literacy.people.models import User
from quizzes.clips.models import Medium, Pair
from quizzes.items.models import Quiz
from tests.factories import make_pair
from tests.lessons.sample import LESSON, line_of, write_lesson
from tests.lessons.sample_blocks import ALL_BLOCKS, SCENARIO, TERM, clip_block

pytestmark = pytest.mark.django_db


def test_loading_twice_writes_once(fixtures: Path, field: Pair) -> None:
    write_lesson(fixtures)
    assert load_lessons(fixtures, fixtures).written == ["crop"]
    again = load_lessons(fixtures, fixtures)
    assert (again.written, again.unchanged) == ([], ["crop"])
    assert Lesson.objects.count() == 1


def test_an_edit_is_written_and_keeps_what_learners_did(fixtures: Path, lesson: Lesson, sam: User) -> None:
    StepProgress.objects.create(lesson=lesson, user=sam, step="look", choice="a")
    write_lesson(fixtures, nl=LESSON.replace("Every photo", "Elke foto"))
    assert load_lessons(fixtures, fixtures).written == ["crop"]
    lesson.refresh_from_db()
    assert "Elke foto" in lesson.bodies["nl"]["lead"]
    assert StepProgress.objects.get(lesson=lesson).choice == "a"


def test_a_broken_edit_leaves_the_published_lesson_as_it_was(fixtures: Path, lesson: Lesson) -> None:
    write_lesson(fixtures, en=LESSON.replace("- [x]", "- [ ]"))
    report = load_lessons(fixtures, fixtures)
    assert [problem.line for problem in report.problems] == [line_of(LESSON, ":::check")]
    assert Lesson.objects.get(slug="crop").digest == lesson.digest


def test_one_broken_lesson_does_not_stop_another(fixtures: Path, field: Pair) -> None:
    write_lesson(fixtures)
    write_lesson(fixtures, en="broken", nl="broken", name="05-broken.md")
    report = load_lessons(fixtures, fixtures)
    assert report.written == ["crop"]
    assert {problem.file for problem in report.problems} == {"en/05-broken.md", "nl/05-broken.md"}


@pytest.mark.parametrize("left_out", ["nl", "en"])
def test_a_missing_language_is_named(fixtures: Path, field: Pair, left_out: str) -> None:
    write_lesson(fixtures)
    (fixtures / "lessons" / left_out / "04-crop.md").unlink()
    report = load_lessons(fixtures, fixtures)
    assert [problem.file for problem in report.problems] == [f"{left_out}/04-crop.md"]
    assert not Lesson.objects.exists()


def test_a_pair_without_a_recipe_is_named_with_its_line(fixtures: Path) -> None:
    write_lesson(fixtures)
    report = load_lessons(fixtures, fixtures)
    assert {problem.line for problem in report.problems} == {line_of(LESSON, ":::compare")}
    assert "There is no pair called field" in report.problems[0].sentence


def test_a_pair_with_a_recipe_may_be_missing_from_the_library(fixtures: Path) -> None:
    (fixtures / "recipes").mkdir()
    (fixtures / "recipes" / "copy-move.toml").write_text('[[recipe]]\nslug = "field"\n')
    write_lesson(fixtures)
    assert load_lessons(fixtures, fixtures).written == ["crop"]


def test_a_figure_without_a_file_is_named(fixtures: Path, field: Pair) -> None:
    figure = ":::figure src=lessons/edge.svg alt=a caption=b credit=c\n:::\n\n:::check"
    write_lesson(fixtures, en=LESSON.replace(":::check", figure), nl=LESSON.replace(":::check", figure))
    assert "There is no file static/lessons/edge.svg" in load_lessons(fixtures, fixtures).problems[0].sentence
    (fixtures / "lessons" / "edge.svg").write_text("<svg/>")
    assert load_lessons(fixtures, fixtures).written == ["crop"]


def test_a_file_that_is_not_utf_8_is_named(fixtures: Path, field: Pair) -> None:
    write_lesson(fixtures)
    (fixtures / "lessons" / "nl" / "04-crop.md").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in load_lessons(fixtures, fixtures).problems[0].sentence


def test_two_lessons_with_one_number_are_named(fixtures: Path, field: Pair) -> None:
    other = LESSON.replace('slug = "crop"', 'slug = "edges"')
    write_lesson(fixtures)
    write_lesson(fixtures, en=other, nl=other, name="05-edges.md")
    assert (
        "`number` 4 is already that of en/04-crop.md" in load_lessons(fixtures, fixtures).problems[0].sentence
    )


def test_the_quiz_is_found_when_it_arrives_later(fixtures: Path, lesson: Lesson) -> None:
    assert lesson.quiz is None
    quiz = Quiz.objects.create(slug="crop", texts={})
    assert load_lessons(fixtures, fixtures).written == ["crop"]
    lesson.refresh_from_db()
    assert lesson.quiz == quiz


def test_the_command_names_problems_and_fails(fixtures: Path, settings: Any) -> None:
    settings.FIXTURES = fixtures
    write_lesson(fixtures, en="nothing")
    with pytest.raises(CommandError, match=r"en/04-crop\.md:1: Begin the file"):
        call_command("lessons", "load", stdout=StringIO())


def test_status_counts_per_language(fixtures: Path, field: Pair, settings: Any) -> None:
    settings.FIXTURES = fixtures
    write_lesson(fixtures, nl=LESSON.replace("- [x]", "- [ ]"))
    out = StringIO()
    call_command("lessons", "status", "--json", stdout=out)
    status = json.loads(out.getvalue())["crop"]
    assert {key: status["en"][key] for key in ("minutes", "steps", "checks", "clips", "sources", "problems")} == {
        "minutes": 8, "steps": 2, "checks": 1, "clips": 1, "sources": 1, "problems": [],
    }  # fmt: skip
    assert status["en"]["scale"] == "Flesch-Kincaid grade" and status["nl"]["scale"] == "Flesch-Douma ease"
    assert isinstance(status["en"]["reading_level"], float) and status["nl"]["reading_level"] is None
    assert any("1 checks" in lack for lack in status["en"]["lacks"]) and status["nl"]["lacks"] == []
    assert status["nl"]["words"] == 0
    assert len(status["nl"]["problems"]) == 1


def problems_of(fixtures: Path, text: str) -> list[str]:
    write_lesson(fixtures, en=text, nl=text)
    return [
        f"{p.line}: {p.sentence}"
        for p in load_lessons(fixtures, fixtures).problems
        if p.file.startswith("en/")
    ]


def with_block(block: str) -> str:
    return ALL_BLOCKS.replace(SCENARIO, "").replace(TERM, block)


def test_a_scenario_that_is_not_there_is_named_with_its_line(fixtures: Path, field: Pair) -> None:
    [problem] = problems_of(fixtures, ALL_BLOCKS)
    assert problem.startswith(f"{line_of(ALL_BLOCKS, SCENARIO)}: There is no scenario called message.")
    (fixtures / "scenarios" / "en").mkdir(parents=True)
    (fixtures / "scenarios" / "en" / "message.toml").write_text("")
    assert problems_of(fixtures, ALL_BLOCKS) == []


def test_a_photo_has_no_points_in_time(fixtures: Path, field: Pair) -> None:
    text = with_block(clip_block("- 0:01 What?"))
    [problem] = problems_of(fixtures, text)
    assert problem.startswith(f"{line_of(text, ':::clip')}: field is a photo")


def test_a_point_behind_the_end_is_named_with_its_line(fixtures: Path, field: Pair) -> None:
    film = make_pair()  # what the loader reads of a film is how long it is
    Pair.objects.filter(pk=film.pk).update(medium=Medium.VIDEO, truth={"seconds": 2.0})
    text = with_block(clip_block("- 0:00.1 Early.", "- 9:59 Late.", pair=film.slug))
    [problem] = problems_of(fixtures, text)
    assert problem.startswith(f"{line_of(text, '- 9:59')}: The clip is over after")


def test_a_crop_has_no_one_place_to_point_at(fixtures: Path, field: Pair) -> None:
    pair = make_pair(technique="crop-out", claim=True)
    [problem] = problems_of(fixtures, with_block("").replace("pair=field", f"pair={pair.slug}"))
    assert "no one place to point at" in problem


@pytest.mark.parametrize(
    "hostile",
    [
        "\0" * 100,
        ":::" * 5000,
        "## " * 5000,
        "> " * 3000,
        "[" * 5000,
        "*" * 9000,
        "- " * 3000,
        "x" * 300_000,
        "\u202e\ufeff",
        "{% include 'x' %}\n" * 200,
    ],
)
def test_a_hostile_file_leaves_what_is_published_and_what_learners_did(
    fixtures: Path, lesson: Lesson, sam: User, hostile: str
) -> None:
    StepProgress.objects.create(lesson=lesson, user=sam, step="look", choice="a")
    broken = LESSON.replace("Look **twice**.", hostile).replace("- [x]", "- [ ]")
    write_lesson(fixtures, en=broken, nl=broken)
    report = load_lessons(fixtures, fixtures)
    assert report.problems and all(p.sentence and p.line >= 0 for p in report.problems)
    assert Lesson.objects.get(slug="crop").digest == lesson.digest
    assert StepProgress.objects.get().choice == "a"


def test_the_lessons_that_ship_have_no_problems_and_their_length() -> None:
    candidates = read_lessons(settings.FIXTURES, settings.BASE_DIR / "static")
    assert candidates
    for candidate in candidates:
        assert [str(problem) for problem in candidate.problems] == []
        for text in candidate.texts.values():
            assert 900 <= text.words <= 1560, text.file
            assert len(list(text.blocks("check"))) >= 3
            assert len(clips_in(text)) >= 4
            assert [str(lack) for lack in lacks_of(text) if "without a source" in lack.sentence] == []
            assert reading_level(text.running_text, text.file[:2]) is not None
