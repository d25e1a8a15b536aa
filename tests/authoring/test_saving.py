"""Saving: every version kept, nobody's text lost, names given to steps, room that ends."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from literacy.authoring import quota
from literacy.authoring.actions import Overtaken, begin_manuscript, save_version
from literacy.authoring.differences import counted, differences
from literacy.authoring.models import Manuscript
from literacy.authoring.naming import names_in, with_names
from literacy.authoring.words import MOST_TEXT, Words
from literacy.classroom.models import School
from literacy.lessons.models import Lesson
from literacy.people.models import User
from quizzes.http.refusal import Refusal
from tests.authoring.made import BROKEN, TEXT, save, words


def post(client: Client, made: Manuscript, text: str, base: int, **more: object) -> tuple[int, str]:
    data = {"title": "Doors", "summary": "s", "goals": "g", "text": text, "base": base} | more
    response = client.post(reverse("write_lesson", args=[made.pk, "en"]), data)
    return response.status_code, response.content.decode()


def test_every_save_is_a_version_and_the_same_text_is_none(doors: Manuscript, tess: User) -> None:
    third = save(doors, tess, TEXT + "\nMore.\n")
    assert (third.number, third.added, third.removed, third.by) == (3, 2, 0, tess)
    assert save(doors, tess, TEXT + "\nMore.\n") == third
    assert doors.versions.count() == 3


def test_a_broken_text_is_saved_all_the_same(tesss: Client, doors: Manuscript) -> None:
    assert post(tesss, doors, BROKEN, 2)[0] == 302
    newest = doors.latest("en")
    assert newest is not None
    assert newest.text == BROKEN.rstrip()
    html = tesss.get(reverse("write_lesson", args=[doors.pk, "en"])).content.decode()
    assert "The block check is never closed." in html
    assert f'data-line="{BROKEN[: BROKEN.index(":::check id=torn")].count(chr(10)) + 1}"' in html


def test_a_second_author_overwrites_nothing_and_sees_both_texts(
    tesss: Client, doors: Manuscript, ada: User
) -> None:
    save(doors, ada, TEXT.replace("What is it?", "Ada asks?"))
    status, html = post(tesss, doors, TEXT.replace("What is it?", "Tess asks?"), 2)
    assert status == 409
    assert "Ada asks?" in html
    assert "Tess asks?" in html
    assert 'name="base" value="3"' in html
    assert doors.versions.count() == 3
    assert post(tesss, doors, TEXT.replace("What is it?", "Both ask?"), 3)[0] == 302
    assert doors.versions.count() == 4


def test_too_much_text_is_refused_with_a_sentence_and_stays_in_the_form(
    tesss: Client, doors: Manuscript
) -> None:
    status, html = post(tesss, doors, TEXT + "word " * MOST_TEXT, 2)
    assert status == 422
    assert f"{MOST_TEXT} fit" in html
    assert "word word" in html
    assert doors.versions.count() == 2


def test_an_older_version_is_put_back_as_a_new_one(tesss: Client, doors: Manuscript, tess: User) -> None:
    save(doors, tess, TEXT + "\nWorse.\n")
    address = reverse("lesson_version", args=[doors.pk, "en", 3])
    assert "<ins>Worse.</ins>" in tesss.get(address).content.decode()
    assert tesss.post(reverse("put_back_version", args=[doors.pk, "en", 2])).status_code == 302
    newest = doors.latest("en")
    assert newest is not None
    assert (newest.number, newest.kind, newest.origin, newest.text) == (4, "restored", "2", TEXT)


def test_saving_over_a_text_one_has_not_seen_is_overtaken(doors: Manuscript, tess: User) -> None:
    with pytest.raises(Overtaken):
        save_version(manuscript=doors, language="en", words=words("new"), user=tess, base=1)


def test_steps_get_names_that_stay_and_a_translation_takes_them(doors: Manuscript, tess: User) -> None:
    save(doors, tess, TEXT + "\n## Één deur\n\nX\n\n## Één deur\n\n:::term name=a\n## none\n:::\n")
    newest = doors.latest("en")
    assert newest is not None
    assert names_in(newest.text) == ["look", "choose", "een-deur", "een-deur-2"]
    assert names_in(with_names("## Kijk\n## Kies\n", like=["look", "choose"])) == ["look", "choose"]


def test_a_copy_has_the_whole_lesson_in_both_languages(
    settings: object, lesson: Lesson, school: School, tess: User, tmp_path: object
) -> None:
    settings.FIXTURES = tmp_path / "fixtures"  # type: ignore[attr-defined, operator]
    made = begin_manuscript(school=school, user=tess, language="nl", source=lesson)
    assert (made.slug, made.language, made.minutes) == ("crop", "nl", 8)
    for language in ("nl", "en"):
        version = made.latest(language)
        assert version is not None
        assert version.text.startswith("Every photo has four edges.")
        assert version.kind == "copied"
    again = begin_manuscript(school=school, user=tess, language="en", source=made)
    assert again.slug == "crop-2"


def test_a_school_has_room_for_so_much(
    doors: Manuscript, school: School, tess: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quota, "MOST_LESSONS", 1)
    with pytest.raises(Refusal, match="no more fit"):
        begin_manuscript(school=school, user=tess, language="nl", title="Another")
    monkeypatch.setattr(quota, "MOST_CHARACTERS", 2 * len(TEXT))
    with pytest.raises(Refusal, match="no room left"):
        save(doors, tess, TEXT + TEXT.replace("{#", "{#b"))


def test_lines_are_counted_and_shown_as_they_changed() -> None:
    old, new = ["a", "b", "c", *"xyzuvw"], ["a", "B", "c", *"xyzuvw"]
    assert counted(old, new) == (1, 1)
    kinds = [row.kind for row in differences(old, new)]
    assert kinds == ["same", "removed", "added", "same", "same", "skipped"]
    assert differences(old, old) == []


def test_words_keep_what_can_be_kept() -> None:
    kept = Words.cleaned(title=" A\x00  b ", summary="s", goals="- one\n\n two ", text="x\x00\r\ny\r\n\r\n")
    assert kept == Words("A b", "s", ("one", "two"), "x\ny")
