"""The course: how far somebody is, what comes next, the words of all lessons, curricula, and lessons on paper."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from literacy.classroom.models import Classroom
from literacy.lessons.course import course_for, lessons_done_by, way_through
from literacy.lessons.curriculum import CurriculumError, goals_by_lesson, read_curriculum
from literacy.lessons.models import Lesson, StepProgress
from literacy.lessons.paper.nodes import nodes_of
from literacy.people.models import User
from quizzes.clips.models import Pair
from tests.play import pupil

SLUGS = [
    "what-deepfakes-are", "most-fakes-need-no-ai", "looking-at-faces", "looking-at-scenes", "looking-in-time",
    "listening", "true-picture-false-story", "lenses-and-their-limits", "where-did-it-come-from",
    "machines-that-detect", "harm-and-law", "not-a-cynic", "who-does-what",
]  # fmt: skip
pytestmark = pytest.mark.django_db


def done(lesson: Lesson, user: User, *steps: str) -> None:
    for step in steps:
        StepProgress.objects.create(lesson=lesson, user=user, step=step)


def page(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(name, args=args), headers={"accept-language": "en"}).content.decode()


def test_the_way_goes_on_behind_the_last_step_that_is_done(lesson_with_blocks: Lesson) -> None:
    way = way_through(lesson_with_blocks, {"case"})
    assert (way.done, way.total, way.following["id"] if way.following else "") == (1, 4, "choose")


def test_what_was_skipped_comes_at_last(lesson_with_blocks: Lesson) -> None:
    way = way_through(lesson_with_blocks, {"case", "choose", "remember"})
    assert way.following is not None and way.following["id"] == "point" and not way.is_done


def test_minutes_that_are_left_shrink_with_the_steps(lesson_with_blocks: Lesson) -> None:
    left = [
        way_through(lesson_with_blocks, names).minutes_left
        for names in ([], ["point"], ["point", "case", "choose", "remember"])
    ]
    assert left == [8, 6, 0]


def test_steps_that_an_edit_took_away_do_not_count(lesson_with_blocks: Lesson) -> None:
    assert way_through(lesson_with_blocks, {"gone", "older"}).done == 0


def test_guests_have_a_course_and_no_progress(client: Client, lesson_with_blocks: Lesson) -> None:
    course = course_for([lesson_with_blocks], None)
    assert not course.is_kept and course.following is None and course.minutes == 8
    assert "Continue" not in page(client, "lessons")


def test_pupil_goes_on_where_they_were(client: Client, lesson_with_blocks: Lesson, sam: User) -> None:
    client.force_login(sam)
    assert "Continue" not in page(client, "lessons")
    done(lesson_with_blocks, sam, "point")
    html = page(client, "lessons")
    assert f"{reverse('lesson', args=['crop'])}#step-case" in html and "1 of 4 steps done" in html
    assert "#step-case" in page(client, "lesson", "crop").split("</nav>")[1]


def test_a_lesson_that_is_done_says_so_and_nothing_is_left(
    client: Client, lesson_with_blocks: Lesson, sam: User
) -> None:
    client.force_login(sam)
    done(lesson_with_blocks, sam, "point", "case", "choose", "remember")
    html = page(client, "lessons")
    assert "You have done 1 of 1 lesson." in html and "Continue" not in html


def test_the_list_asks_as_often_for_many_lessons_as_for_one(
    client: Client, lesson: Lesson, sam: User, django_assert_num_queries: Any
) -> None:
    client.force_login(sam)
    for number in range(2, 8):
        Lesson.objects.create(slug=f"copy-{number}", number=number, bodies=lesson.bodies)
    page(client, "lessons")
    with django_assert_num_queries(4):  # user, lessons, progress, lessons of the school
        page(client, "lessons")


def test_only_whoever_is_done_with_every_step_has_done_a_lesson(
    lesson_with_blocks: Lesson, sam: User, otto: User
) -> None:
    done(lesson_with_blocks, sam, "point", "case", "choose", "remember")
    done(lesson_with_blocks, otto, "point", "case")
    assert lessons_done_by([sam.pk, otto.pk], [lesson_with_blocks]) == {lesson_with_blocks.pk: 1}


def test_the_glossary_gathers_words_in_their_order(client: Client, lesson_with_blocks: Lesson) -> None:
    for number, name in ((5, "Échantillon"), (6, "“Zoom”"), (7, "LIAR’S dividend"), (8, "42")):
        bodies = {
            "en": {
                "title": f"L{number}",
                "steps": [
                    {"id": "a", "title": "A", "blocks": [{"kind": "term", "name": name, "html": "<p>x</p>"}]}
                ],
            }
        }
        Lesson.objects.create(slug=f"l{number}", number=number, bodies=bodies)
    html = page(client, "glossary")
    assert re.findall(r"<h2>(.)</h2>", html) == ["4", "E", "L", "Z"]
    assert html.lower().count("<dt>liar") == 1
    assert "Lesson 4: Crop" in html and "Lesson 7: L7" in html


def test_the_curriculum_that_ships_names_each_lesson_and_no_other() -> None:
    frameworks = read_curriculum(settings.FIXTURES / "curriculum.toml")
    assert {framework.slug for framework in frameworks} == {
        "unesco-mil-2021", "digcomp-2-2", "iste-students", "kerndoelen-2024-03",
    }  # fmt: skip
    assert set(goals_by_lesson(frameworks)) == set(SLUGS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x = [", "cannot be read"),
        ('[[framework]]\nslug = "a"', "the framework a lacks 'goal'"),
        ("framework = [1]", "the framework \\?"),
        (
            '[[framework]]\nslug = "a"\nversion = "1"\nsource = "b"\nname = { en = "A", nl = "A" }\n'
            + '[[framework.goal]]\ncode = "1"\nname = { en = "x", nl = "x" }\nlessons = []\n' * 2,
            "the code 1 twice",
        ),
    ],
)
def test_a_broken_curriculum_is_said_so(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "c.toml").write_text(text)
    with pytest.raises(CurriculumError, match=says):
        read_curriculum(tmp_path / "c.toml")


def test_a_site_without_a_list_of_curricula_says_so(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.FIXTURES = tmp_path
    assert "no list of curricula" in page(client, "curriculum")


def test_a_class_has_covered_what_half_of_it_has_done(
    client: Client,
    lesson_with_blocks: Lesson,
    classroom: Classroom,
    tess: User,
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.FIXTURES = tmp_path
    (tmp_path / "curriculum.toml").write_text(
        '[[framework]]\nslug = "a"\nversion = "1"\nsource = "b"\nname = { en = "A", nl = "A" }\n'
        '[[framework.goal]]\ncode = "G1"\nname = { en = "Look", nl = "Kijk" }\nlessons = ["crop"]\n'
    )
    classroom.enrolments.all().delete()
    pupils = [pupil(classroom, f"P{number}") for number in range(4)]
    client.force_login(tess)
    for index, each in enumerate(pupils[:2]):
        assert ("covered" in page(client, "coverage", classroom.pk).split("<dl")[1]) is False, index
        done(lesson_with_blocks, each, "point", "case", "choose", "remember")
    html = page(client, "coverage", classroom.pk)
    assert "2 of 4" in html and "covered" in html.split("<dl")[1]


def test_coverage_is_for_the_teachers_of_the_class(
    client: Client, classroom: Classroom, sam: User, otto: User
) -> None:
    for user in (sam, otto):
        client.force_login(user)
        assert client.get(reverse("coverage", args=[classroom.pk])).status_code == 404


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_lesson_is_set_on_paper(
    client: Client, lesson_with_blocks: Lesson, own_folders: None, language: str
) -> None:
    response = client.get(reverse("lesson_paper", args=["crop"]), headers={"accept-language": language})
    assert response.headers["Content-Type"] == "application/pdf" and response.content.startswith(b"%PDF")


def test_a_lesson_whose_pair_is_gone_is_set_without_it(client: Client, lesson: Lesson, field: Pair) -> None:
    Pair.objects.filter(pk=field.pk).update(state=Pair.State.RETIRED)
    assert client.get(reverse("lesson_paper", args=["crop"])).content.startswith(b"%PDF")


def test_the_lessons_that_ship_are_set_on_paper_with_their_drawings(client: Client) -> None:
    from literacy.lessons.loader import load_lessons

    load_lessons(settings.FIXTURES, settings.BASE_DIR / "static")
    assert client.get(reverse("lesson_paper", args=["most-fakes-need-no-ai"])).content.startswith(b"%PDF")


def test_the_guide_is_for_adults(client: Client, lesson_with_blocks: Lesson, sam: User, tess: User) -> None:
    url = reverse("teachers_guide")
    client.force_login(sam)
    assert client.get(url).status_code == 404
    client.force_login(tess)
    assert client.get(url).content.startswith(b"%PDF")


def test_markup_in_words_is_no_command_on_paper(client: Client, lesson: Lesson) -> None:
    hostile = '#panic() $x$ `raw` @ref <label> \\ #include "/etc/passwd" https://x.example // */ [ ] { }'
    for body in lesson.bodies.values():
        body["title"] = body["summary"] = hostile
        body["lead"] = "<p>" + hostile.replace("<", "&lt;") + "</p>"
        body["goals"] = [hostile]
    lesson.digest = "hostile"
    lesson.save()
    assert client.get(reverse("lesson_paper", args=["crop"])).content.startswith(b"%PDF")


def test_html_becomes_nodes() -> None:
    assert nodes_of('<p>a <strong>b</strong></p>\n<ul>\n<li><a href="#sources">c</a> &amp; d</li>\n</ul>') == [
        {"t": "p", "h": "", "c": ["a ", {"t": "strong", "h": "", "c": ["b"]}]},
        {"t": "ul", "h": "", "c": [" ", {"t": "li", "h": "", "c": [{"t": "a", "h": "#sources", "c": ["c"]}, " & d"]}, " "]},
    ]  # fmt: skip
