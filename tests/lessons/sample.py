"""A whole lesson in few words, for tests that change one thing in it."""

from pathlib import Path

HEAD = """+++
slug = "crop"
number = 4
title = "Crop"
summary = "What is beyond the edge?"
minutes = 8
quiz = "crop"
goals = ["You look at edges."]
+++
"""
BODY = """
Every photo has four edges.

## Look {#look}

Look **twice**.

:::compare pair=field caption="One field, two boxes."
:::

:::check id=edge
What is beyond the edge?

- [ ] Nothing.
  > There is always something.
- [x] Something.
  > Yes, always.
:::

## Remember {#remember}

:::keypoints
- Ask about the edge.
:::

:::do
Crop a photo.
:::

:::sources
- A book, 2020.
:::

:::teacher
Talk about edges.
:::
"""
LESSON = HEAD + BODY


def line_of(text: str, part: str) -> int:
    """The line, from 1, on which a part of the text begins."""
    return text[: text.index(part)].count("\n") + 1


def write_lesson(
    fixtures: Path, en: str | None = LESSON, nl: str | None = LESSON, name: str = "04-crop.md"
) -> None:
    """Put a lesson's files below a folder; None leaves a language out."""
    for language, text in (("en", en), ("nl", nl)):
        folder = fixtures / "lessons" / language
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).unlink(missing_ok=True)
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
