"""What the page of the editor shows besides the text: what is wrong, the blocks, the other language, another's version."""

from __future__ import annotations

from typing import Any

from literacy.authoring.differences import differences
from literacy.authoring.listing import title_of
from literacy.authoring.models import Manuscript
from literacy.authoring.reading import Reading
from literacy.authoring.skeletons import palette
from literacy.authoring.standing import LANGUAGE_NAMES
from literacy.authoring.words import MOST_TEXT, Words

SCRIPTS = ("compare", "where", "eye", "timed", "film", "sound")


def editor_of(
    manuscript: Manuscript, language: str, words: Words, reading: Reading, *, base: int
) -> dict[str, Any]:
    """The context of the page. `beside`: of a translation, the text it is made of, and what changed in it since."""
    first = manuscript.latest(manuscript.language)
    context: dict[str, Any] = {
        "manuscript": manuscript,
        "written_in": language,
        "language_name": LANGUAGE_NAMES[language],
        "title": title_of(first, manuscript),
        "words": words,
        "goals": words.goals_text,
        "base": base,
        "lines": numbered(words.text, reading),
        "palette": palette(language),
        "most": MOST_TEXT,
        "reading": reading,
        "page_scripts": [f"js/{name}.js" for name in SCRIPTS],
        "is_translation": language != manuscript.language,
        "has_other": manuscript.latest(manuscript.other_language) is not None,
        "other": manuscript.other_language if language == manuscript.language else manuscript.language,
    }
    if context["is_translation"] and first is not None:
        newest = manuscript.latest(language)
        follows = newest.follows if newest is not None else None
        context |= {"first": first, "first_name": LANGUAGE_NAMES[manuscript.language], "follows": follows}
        old = manuscript.versions.filter(language=manuscript.language, number=follows or 0).first()
        if old is not None and old.number != first.number:
            context["changed_since"] = differences(old.lines, first.lines)
    return context


def numbered(text: str, reading: Reading) -> list[tuple[int, str, list[str]]]:
    """The lines of a text with their numbers and what is wrong on each."""
    wrong: dict[int, list[str]] = {}
    for problem in reading.problems:
        wrong.setdefault(problem.line, []).append(problem.sentence)
    return [(n, line, wrong.get(n, [])) for n, line in enumerate(text.split("\n"), 1)]
