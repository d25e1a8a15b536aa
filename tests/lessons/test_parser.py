"""A lesson's file is read whole, and every mistake in it gets its line and a sentence."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from literacy.lessons.markdown import render_line, render_markdown
from literacy.lessons.parity import compare_languages
from literacy.lessons.parser import parse_lesson
from literacy.lessons.problems import LessonFileError, Problem
from tests.lessons.sample import BODY, HEAD, LESSON, line_of


def problems_of(text: str) -> list[Problem]:
    with pytest.raises(LessonFileError) as caught:
        parse_lesson(text, file="en/04-crop.md")
    return caught.value.problems


def test_a_lesson_becomes_steps_with_blocks_in_order() -> None:
    lesson = parse_lesson(LESSON, file="en/04-crop.md")
    assert lesson.front.slug == "crop"
    assert lesson.lead == "<p>Every photo has four edges.</p>"
    assert [(step.id, [block["kind"] for block in step.blocks]) for step in lesson.steps] == [
        ("look", ["text", "compare", "check"]),
        ("remember", ["keypoints", "do", "sources", "teacher"]),
    ]
    check = next(lesson.blocks("check"))
    assert [(o["key"], o["right"], o["feedback"]) for o in check["options"]] == [
        ("a", False, "There is always something."),
        ("b", True, "Yes, always."),
    ]


def test_windows_line_ends_change_nothing() -> None:
    assert (
        parse_lesson(LESSON.replace("\n", "\r\n"), file="x").as_body()
        == parse_lesson(LESSON, file="x").as_body()
    )


def test_moving_a_lesson_down_its_file_changes_nothing_that_is_kept() -> None:
    moved = LESSON.replace("## Look", "\n\n\n## Look")
    assert parse_lesson(moved, file="x").as_body() == parse_lesson(LESSON, file="x").as_body()


def test_words_leave_out_sources_and_the_teachers_part() -> None:
    longer = LESSON.replace("A book, 2020.", "A book about edges, 2020.").replace(
        "Talk about", "Talk for long about"
    )
    assert parse_lesson(longer, file="x").words == parse_lesson(LESSON, file="x").words
    assert parse_lesson(LESSON.replace("four edges", "four straight edges"), file="x").words == (
        parse_lesson(LESSON, file="x").words + 1
    )


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        (
            ":::keypoints\n- Ask about the edge.\n:::",
            ":::keypoints\n- Ask about the edge.",
            ":::keypoints",
            "not closed",
        ),
        ("Talk about edges.\n:::", "Talk about edges.", ":::teacher", "never closed"),
        (":::do", ":::dance", ":::dance", "no block called dance"),
        (":::do", ":::", ":::\nCrop", "closes nothing"),
        (":::do", "::: !", "::: !", "opens with ::: and its name"),
        ("pair=field ", "", ":::compare", "needs `pair="),
        (' caption="One field, two boxes."', "", ":::compare", "needs `caption="),
        ("pair=field", "pair=field colour=red", ":::compare", "does not know `colour`"),
        ('"One field, two boxes."', '"One field', ":::compare", "is not understood"),
        ("- [x]", "- [ ]", ":::check", "Mark exactly one"),
        ("- [ ]", "- [x]", ":::check", "Mark exactly one"),
        ("- [ ] Nothing.\n  > There is always something.\n", "", ":::check", "2 to 6 answers"),
        ("  > Yes, always.\n", "", "- [x]", "Say what somebody reads"),
        ("What is beyond the edge?\n\n- [", "- [", ":::check", "asks nothing"),
        ("  > Yes, always.", "  Yes, always.", "  Yes, always.", "Begin this line"),
        ("id=edge", "id=look", ":::check", "already used on line"),
        ("{#remember}", "{#look}", "## Remember", "already used on line"),
        ("## Look {#look}", "## Look", "## Look", "short name"),
        ("## Look {#look}", "# Look", "# Look", "Use ## for"),
        ("- A book, 2020.", "A book.", ":::sources", "begins with `- `"),
        ("Crop a photo.\n", "", ":::do", "is empty"),
        ("Every photo", ":::do\nNow.\n:::\nEvery photo", ":::do", "before the first step"),
        ("minutes = 8", 'minutes = "8"', "minutes", "whole number"),
        ("minutes = 8", "minutes = 900", "minutes", "between 1 and 90"),
        ('slug = "crop"', 'slug = "A Crop"', "slug", "small letters"),
        ("goals = [", "aims = [", "+++", "lacks `goals`"),
        ('title = "Crop"', "title = Crop", "title", "not valid TOML"),
        ("+++\nslug", "slug", "slug", "Begin the file with"),
    ],
)
def test_a_mistake_gets_its_line_and_a_sentence(old: str, new: str, at: str, says: str) -> None:
    assert old in LESSON
    text = LESSON.replace(old, new, 1)
    found = problems_of(text)
    assert any(says in p.sentence and p.line == line_of(text, at) for p in found), [str(p) for p in found]


def test_all_mistakes_are_named_at_once_in_the_order_of_the_file() -> None:
    found = problems_of(
        LESSON.replace("pair=field ", "").replace("- [x]", "- [ ]").replace("- A book, 2020.", "A book.")
    )
    assert len(found) == 3
    assert [p.line for p in found] == sorted(p.line for p in found)
    assert str(found[0]).startswith("en/04-crop.md:17: ")


def test_a_head_that_is_never_closed_is_said_so() -> None:
    assert "never closed" in problems_of(LESSON.replace("+++\n\nEvery", "\nEvery"))[0].sentence


def test_a_step_with_two_checks_is_sent_back() -> None:
    check = LESSON[LESSON.index(":::check") : LESSON.index("## Remember")]
    found = problems_of(LESSON.replace(check, check + check.replace("id=edge", "id=corner")))
    assert [p.sentence for p in found] == ["The step look has a second check. Give it a step of its own."]


@pytest.mark.parametrize("kind", ["compare", "check", "keypoints", "do", "sources", "teacher"])
def test_no_lesson_does_without_its_parts(kind: str) -> None:
    start = LESSON.index(f":::{kind}")
    end = LESSON.index("\n:::\n", start) + len("\n:::\n")
    assert any(f"no block {kind}" in p.sentence for p in problems_of(LESSON[:start] + LESSON[end:]))


def test_a_huge_file_is_refused() -> None:
    assert "longer than" in problems_of(LESSON + "edge " * 50_000)[0].sentence


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[here](javascript:alert(1))",
        "[here](JaVaScRiPt:alert(1))",
        "[here](data:text/html;base64,PHNjcmlwdD4=)",
        "[here](http://elsewhere.example)",
        "[here](vbscript:x)",
        "![x](https://elsewhere.example/x.png)",
        '<a href="https://x.example" onclick="alert(1)">x</a>',
        '<p style="position:fixed">x</p>',
        "<iframe src='https://x.example'></iframe>",
        "<svg onload=alert(1)>",
    ],
)
def test_hostile_markdown_comes_out_harmless(hostile: str) -> None:
    text = (
        LESSON.replace("Look **twice**.", hostile).replace("One field, two boxes.", hostile.replace('"', "'"))
        .replace("Yes, always.", hostile).replace("Talk about edges.", hostile).replace("Something.", hostile)
    )  # fmt: skip
    try:
        lesson = parse_lesson(text, file="x")
    except LessonFileError as error:
        said = {p.sentence for p in error.problems}
        assert all("HTML is not read" in each for each in said), said
        for piece in (render_markdown(hostile), render_line(hostile)):
            assert all(tag in {"p", "a"} for tag, _attributes in _tags(piece))
        return
    html = [block["html"] for step in lesson.steps for block in step.blocks if "html" in block]
    html += [block["caption"] for block in lesson.blocks("compare")]
    html += [
        option[key]
        for block in lesson.blocks("check")
        for option in block["options"]
        for key in ("text", "feedback")
    ]
    for piece in html:
        for tag, attributes in _tags(piece):
            assert tag in {"p", "strong", "em", "a", "ul", "ol", "li"}
            assert set(attributes) <= {"href", "rel"}
            assert str(attributes.get("href", "#")).startswith(("#", "/", "https://"))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def _tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Every tag of a piece of HTML with its attributes, as a browser would see them."""
    parser = _Tags()
    parser.feed(html)
    return parser.found


def test_links_to_https_and_to_this_page_stay() -> None:
    lesson = parse_lesson(
        LESSON.replace("Look **twice**.", "[a](https://a.example/b) [s](#sources)"), file="x"
    )
    html = lesson.steps[0].blocks[0]["html"]
    assert 'href="https://a.example/b"' in html and 'href="#sources"' in html and "noopener" in html


_PIECES = st.sampled_from(
    [":::", ":::check id=a", ":::compare pair=b caption=c", ":::teacher",
     "## A {#a}", "- [x] a", "- [ ] b", "  > c", "+++", '"', "\t", "x = [", ':::do x="']
)  # fmt: skip


@settings(max_examples=40)  # four whole lessons are read for each
@given(st.one_of(st.text(), st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=30).map("\n".join)))
def test_no_text_whatever_breaks_the_parser(text: str) -> None:
    for candidate in (text, HEAD + text, LESSON + text, f"+++\n{text}\n+++\n{BODY}"):
        try:
            json.dumps(parse_lesson(candidate, file="x").as_body())
        except LessonFileError as error:
            assert all(p.sentence and p.line >= 0 for p in error.problems)


def test_languages_with_the_same_shape_are_twins() -> None:
    assert (
        compare_languages(
            parse_lesson(LESSON, file="en/x"),
            parse_lesson(LESSON.replace("Look **twice**.", "Kijk.\n\nNog eens."), file="nl/x"),
        )
        == []
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{#look}", "{#kijk}", "The steps are kijk, remember"),
        ("pair=field", "pair=veld", "compare veld"),
        (
            "- [ ] Nothing.\n  > There is always something.\n- [x] Something.\n  > Yes, always.",
            "- [x] Iets.\n  > Ja.\n- [ ] Niets.\n  > Nee.",
            "with a right",
        ),
        ("id=edge", "id=rand", "check rand"),
        ("number = 4", "number = 5", "`number` is 5 here and 4 in en/x"),
    ],
)
def test_a_difference_between_languages_is_named(old: str, new: str, says: str) -> None:
    assert old in LESSON
    found = compare_languages(
        parse_lesson(LESSON, file="en/x"), parse_lesson(LESSON.replace(old, new), file="nl/x")
    )
    assert len(found) == 1
    assert says in found[0].sentence and found[0].file == "nl/x"
