"""Publishing: all that is ready or nothing; hostile texts get a line and a sentence, and change nothing."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse

from literacy.authoring.actions import (
    begin_translation,
    bring_back,
    delete_manuscript,
    publish_manuscript,
    retire_manuscript,
)
from literacy.authoring.models import Manuscript
from literacy.authoring.reading import read_words
from literacy.authoring.standing import standing_of
from literacy.authoring.words import MOST_TEXT
from literacy.classroom.actions import give
from literacy.classroom.models import Assignment, Classroom, School
from literacy.lessons.models import Lesson, StepProgress
from literacy.people.models import User
from quizzes.clips.models import Pair
from quizzes.http.refusal import Refusal
from tests.authoring.made import BROKEN, TEXT, publish, save, words
from tests.factories import make_pair


def test_a_broken_text_is_not_published_and_what_pupils_read_stays(
    tesss: Client, doors: Manuscript, tess: User
) -> None:
    lesson = publish(doors)
    save(doors, tess, BROKEN)
    seen = standing_of(Manuscript.objects.get()).seen
    response = tesss.post(reverse("manuscript_publish", args=[doors.pk]), {"seen": seen})
    html = response.content.decode()
    assert response.status_code == 422
    assert "2 things have to be mended in English." in html
    assert "The block check is never closed." in html
    assert Lesson.objects.get().digest == lesson.digest


def test_nobody_publishes_what_they_have_not_seen(doors: Manuscript, tess: User) -> None:
    seen = standing_of(doors).seen
    save(doors, tess, TEXT + "\nMore.\n")
    with pytest.raises(Refusal, match="since you opened"):
        publish_manuscript(manuscript=doors, seen=seen)


def test_a_translation_that_lacks_a_step_is_held_back(doors: Manuscript, tess: User) -> None:
    begin_translation(manuscript=doors, user=tess)
    save(doors, tess, TEXT.split("## Choose")[0], "nl")
    other = standing_of(doors).other
    assert other.sides is not None
    assert [step.state for step in other.sides.steps] == ["same", "missing"]
    assert list(publish(doors).bodies) == ["en"]
    save(doors, tess, TEXT.replace("Nothing.", "Niets."), "nl", follows=2)
    assert sorted(publish(Manuscript.objects.get()).bodies) == ["en", "nl"]
    save(doors, tess, TEXT.replace("What is it?", "What is that?"))
    assert standing_of(Manuscript.objects.get()).other.is_behind


def test_blocks_that_differ_between_the_languages_are_shown(
    tesss: Client, doors: Manuscript, tess: User
) -> None:
    swapped = TEXT.replace("[ ]", "[_]").replace("[x]", "[ ]").replace("[_]", "[x]")
    save(doors, tess, swapped, "nl", follows=2)
    html = tesss.get(reverse("manuscript_translation", args=[doors.pk])).content.decode()
    assert "edge of 2 answers with a right" in html
    assert "edge of 2 answers with b right" in html


def test_steps_that_would_go_are_named_with_what_hangs_on_them(
    tesss: Client, doors: Manuscript, tess: User, sam: User
) -> None:
    StepProgress.objects.create(lesson=publish(doors), user=sam, step="look")
    save(doors, tess, TEXT.replace("{#look}", "{#see}"))
    html = tesss.get(reverse("manuscript", args=[doors.pk])).content.decode()
    assert "“Look” (1 pupil was done with it)" in html


def test_what_pupils_did_something_in_cannot_be_deleted(
    doors: Manuscript, tess: User, classroom: Classroom
) -> None:
    lesson = publish(doors)
    with pytest.raises(Refusal, match="Put this lesson away first"):
        delete_manuscript(manuscript=doors)
    given = give(assignment=Assignment(classroom=classroom, lesson=lesson), teacher=tess)
    retire_manuscript(manuscript=doors)
    with pytest.raises(Refusal, match="was given to"):
        delete_manuscript(manuscript=doors)
    bring_back(manuscript=doors)
    assert not Lesson.objects.get().is_retired
    given.delete()
    retire_manuscript(manuscript=doors)
    delete_manuscript(manuscript=doors)
    assert not Lesson.objects.exists()
    assert not Manuscript.objects.exists()


def block(inside: str) -> str:
    return f"{TEXT}\n## More {{#more}}\n\n{inside}\n"


AT = TEXT.count("\n") + 4
HOSTILE = {
    "script": ("<script>alert(1)</script>", AT, "HTML is not read in lessons"),
    "svg": ("<svg onload=alert(1)>", AT, "HTML is not read in lessons"),
    "unclosed": (":::story title=a when=b where=c\nText", AT, "The block story is never closed"),
    "unknown block": (":::iframe src=x\n:::", AT, "There is no block called iframe"),
    "include": (":::include file=en/04-crop.md\n:::", AT, "one file cannot include another"),
    "include as a template": ('{% include "settings.py" %}', AT, "cannot include another"),
    "missing clip": (':::compare pair=nowhere caption="x"\n:::', AT, "There is no pair called nowhere"),
    "clip of another school": (':::compare pair=theirs caption="x"\n:::', AT, "There is no pair called theirs"),
    "drawing outside": (':::figure src=../../secret.svg alt=a caption=b credit=c\n:::', AT, "`src` must name"),
    "no drawing": (":::figure src=lessons/no.svg alt=a caption=b credit=c\n:::", AT, "There is no drawing"),
    "no story": (":::scenario slug=none-such\n:::", AT, "There is no story called none-such"),
    "bidi": ("This is \u202egnihton\u202c at all.", AT, "turn the direction of writing"),
    "long line": ("a" * 6_001, AT, "Begin new paragraphs"),
    "long opening": (":::" + "a" * 3_000, AT, "Say it in fewer words"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_get_their_line_and_a_sentence(name: str, doors: Manuscript) -> None:
    inside, line, said = HOSTILE[name]
    elsewhere = School.objects.create(name="Elsewhere")
    Pair.objects.filter(pk=make_pair(shelf=elsewhere.shelf).pk).update(slug="theirs")
    reading = read_words(doors, "en", words(block(inside)))
    assert any(each.line == line and said in each.sentence for each in reading.problems), reading.problems
    assert "<script" not in str(reading.body)


def test_links_lead_to_https_alone_and_tags_stay_words(doors: Manuscript) -> None:
    text = block(
        "[a](javascript:alert(1)) [b](https://example.org) <b onclick=x>c</b> ![i](https://x.example/a.png)"
    )
    html = str(read_words(doors, "en", words(text)).body)
    assert 'href="https://example.org"' in html
    assert "<b " not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


@pytest.mark.parametrize(
    "inside",
    ["> " * 2_000 + "x", "[" * 5_000, "*a _b " * 900, "`" * 5_999, "< " * 2_900, "word\n" * 9_990, "- x\n\n" * 9_000,
     ":::\n" * 9_000, "|a" * 2_500 + "\n" + "|-" * 2_500],
    ids=["quotes", "brackets", "stars", "ticks", "angles", "lines", "list", "closings", "table"],
)  # fmt: skip
def test_nested_and_endless_texts_are_read_in_a_moment(inside: str, doors: Manuscript) -> None:
    begun = time.perf_counter()
    reading = read_words(doors, "en", words(block(inside)[:MOST_TEXT]))
    assert time.perf_counter() - begun < 3
    assert len(reading.problems) < 70


def test_the_preview_shows_what_is_well_and_names_what_is_not(tesss: Client, doors: Manuscript) -> None:
    address = reverse("preview_text", args=[doors.pk, "en"])
    data = {"title": "Unsaved", "summary": "s", "goals": "", "text": BROKEN, "base": 2}
    html = tesss.post(address, data, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html
    assert "Here stands a block “check” that is not ready yet" in html
    assert "What is beyond the edge?" in html
    page = tesss.post(address, data).content.decode()
    assert "<html" in page
    assert 'value="Unsaved"' in page
    assert doors.versions.count() == 2
    check = reverse("lesson_check", args=[f"live_{doors.pk}", "edge"])
    said = tesss.post(check, {"choice": "a"}, headers={"HX-Request": "true"}).content.decode()
    assert "There is always something." in said
    assert not StepProgress.objects.exists()


def test_clips_to_choose_are_the_librarys_and_the_schools(
    tesss: Client, doors: Manuscript, school: School
) -> None:
    own, other = make_pair(shelf=school.shelf), make_pair(shelf="school-987")
    address = reverse("choose_for_block", args=[doors.pk, "where"])
    html = tesss.get(address).content.decode()
    assert f"pair={own.slug} " in html
    assert "pair=field " in html
    assert other.slug not in html
    assert tesss.get(f"{address}?q=nothing-has-this").content.decode().count("data-skeleton") == 0
