"""Lessons of a school's own, and the pages about them."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from literacy.authoring.actions import begin_manuscript, publish_manuscript, retire_manuscript, save_version
from literacy.authoring.models import Manuscript, Version
from literacy.authoring.standing import standing_of
from literacy.authoring.words import Words
from literacy.classroom.models import School
from literacy.lessons.models import Lesson
from literacy.people.models import User

TEXT = """A door in the wall.

## Look {#look}

What is it?

:::compare pair=field caption="One field, two boxes."
:::

## Choose {#choose}

:::check id=edge
What is beyond the edge?

- [ ] Nothing.
  > There is always something.
- [x] Something.
  > Yes, always.
:::
"""
BROKEN = f"{TEXT}\n## More {{#more}}\n\n:::check id=torn\nA question?\n"


def words(text: str = TEXT, title: str = "Doors") -> Words:
    return Words(title, "What is behind it?", ("You look behind things.",), text)


def make_manuscript(school: School, user: User, text: str = TEXT, *, title: str = "Doors") -> Manuscript:
    """A lesson in English with one saved text behind the first."""
    made = begin_manuscript(school=school, user=user, language="en", title=title)
    save_version(manuscript=made, language="en", words=words(text, title), user=user, base=1)
    return made


def save(made: Manuscript, user: User, text: str, language: str = "en", **more: Any) -> Version:
    newest = made.latest(language)
    return save_version(
        manuscript=made, language=language, words=words(text), user=user,
        base=newest.number if newest else 0, **more,
    )  # fmt: skip


def publish(made: Manuscript) -> Lesson:
    return publish_manuscript(manuscript=made, seen=standing_of(made).seen)


def _made(get: Callable[[str], Any], text: str = TEXT) -> Manuscript:
    get("field")
    return make_manuscript(get("school"), get("tess"), text)


def _published(get: Callable[[str], Any]) -> Manuscript:
    made = _made(get)
    get("classroom")
    publish(made)
    save(made, get("tess"), TEXT.replace("What is it?", "What is that?"))
    return made


def _translated(get: Callable[[str], Any]) -> Manuscript:
    made = _made(get)
    save(made, get("tess"), TEXT.split("## Choose", maxsplit=1)[0], "nl", follows=2)
    save(made, get("tess"), TEXT.replace("What is it?", "What is that?"))
    return made


def _desk(get: Callable[[str], Any]) -> str:
    _published(get)
    retire_manuscript(manuscript=make_manuscript(get("school"), get("tess"), title="Windows"))
    return reverse("school_lessons", args=[get("school").pk])


def _as_read(get: Callable[[str], Any]) -> str:
    lesson = _published(get).lesson
    assert lesson is not None
    return reverse("lesson", args=[lesson.key])


Address = Callable[[Callable[[str], Any]], str]
AUTHORING_PAGES: list[tuple[str, Address]] = [
    ("own lessons, none yet", lambda get: reverse("school_lessons", args=[get("school").pk])),
    ("own lessons", _desk),
    ("own lesson", lambda get: reverse("manuscript", args=[_published(get).pk])),
    ("editor", lambda get: reverse("write_lesson", args=[_made(get).pk, "en"])),
    ("editor with mistakes", lambda get: reverse("write_lesson", args=[_made(get, BROKEN).pk, "en"])),
    ("editor of a translation", lambda get: reverse("write_lesson", args=[_translated(get).pk, "nl"])),
    ("both languages", lambda get: reverse("manuscript_translation", args=[_translated(get).pk])),
    ("not translated yet", lambda get: reverse("manuscript_translation", args=[_made(get).pk])),
    ("versions", lambda get: reverse("lesson_versions", args=[_published(get).pk, "en"])),
    ("a version", lambda get: reverse("lesson_version", args=[_published(get).pk, "en", 2])),
    ("what goes into a block", lambda get: reverse("choose_for_block", args=[_made(get).pk, "compare"])),
    ("deleting a lesson", lambda get: reverse("manuscript_delete", args=[_made(get).pk])),
    ("a draft as a page", lambda get: reverse("lesson", args=[f"draft_{_made(get).pk}"])),
    ("a lesson of the school", _as_read),
]
