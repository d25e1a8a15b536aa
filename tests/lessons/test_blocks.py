"""The blocks that point, play, ask, tell and explain: read with their lines, and refused in a sentence."""

import pytest

from literacy.lessons.facts import lacks_of
from literacy.lessons.parity import compare_languages
from literacy.lessons.parser import parse_lesson
from literacy.lessons.problems import MOST_PROBLEMS, LessonFileError, Problem
from tests.lessons.sample import LESSON, line_of
from tests.lessons.sample_blocks import ALL_BLOCKS, POLL, SCENARIO, STORY, TERM, WHERE, clip_block


def problems_of(text: str) -> list[Problem]:
    with pytest.raises(LessonFileError) as caught:
        parse_lesson(text, file="x")
    return caught.value.problems


def with_clip(block: str) -> str:
    return ALL_BLOCKS.replace(TERM, block)


def test_every_block_is_read() -> None:
    lesson = parse_lesson(ALL_BLOCKS, file="x")
    where, poll = next(lesson.blocks("where")), next(lesson.blocks("poll"))
    assert (where["pair"], where["question"], where["said"]) == (
        "field", "Where is the second box?", "Look at the corner.",
    )  # fmt: skip
    assert [option["key"] for option in poll["options"]] == ["a", "b"]
    assert poll["said"] == "Asking costs ten seconds."
    assert next(lesson.blocks("scenario"))["slug"] == "message"
    assert next(lesson.blocks("term"))["name"] == "liar’s dividend"
    story = next(lesson.blocks("story"))
    assert (story["title"], story["when"], story["where"]) == (
        "The slowed speech",
        "May 2019",
        "United States",
    )


def test_points_in_time_are_seconds() -> None:
    lesson = parse_lesson(with_clip(clip_block("- 0:03.5 One.", "- 1:02 Two.")), file="x")
    assert [point["at"] for point in next(lesson.blocks("clip"))["points"]] == [3.5, 62.0]


def test_a_lesson_that_shows_no_photo_side_by_side_may_point_or_play_instead() -> None:
    assert not list(parse_lesson(ALL_BLOCKS, file="x").blocks("compare"))


def test_moving_a_point_down_its_file_changes_nothing_that_is_kept() -> None:
    text = with_clip(clip_block("- 0:03.5 One."))
    moved = text.replace("## Point", "\n\n## Point")
    assert parse_lesson(moved, file="x").as_body() == parse_lesson(text, file="x").as_body()


def test_what_is_read_of_a_point_and_a_poll_counts_as_words() -> None:
    words = parse_lesson(ALL_BLOCKS, file="x").words
    longer = ALL_BLOCKS.replace("I send it on.\n- I", "I send it on at once.\n- I")
    assert parse_lesson(longer, file="x").words == words + 2


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("Where is the second box?\n", "", ":::where", "asks nothing"),
        ("> Look at the corner.\n", "", ":::where", "after the reader has pointed"),
        ("> Asking costs ten seconds.\n", "", ":::poll", "to everybody who answered"),
        ("- I ask where it is from.\n", "", ":::poll", "2 to 6 answers"),
        ("- I send it on.", "- [x] I send it on.", "- [x] I send", "no right answer"),
        ("Your friend sends it on. What do you do?\n", "", ":::poll", "asks nothing"),
        ("id=would", "id=edge", ":::check", "already used on line"),
        ("slug=message", "", ":::scenario", "needs `slug="),
        (":::scenario slug=message", ":::scenario slug=message\nText.", "Text.", "nothing inside"),
        (' when="May 2019"', "", ":::story", "needs `when="),
        ('name="liar’s dividend"', "", ":::term", "needs `name="),
        ("A liar says that a real recording is fake.\n", "", ":::term", "is empty"),
        (POLL, POLL + "\n" + POLL.replace("id=would", "id=other"), ":::poll id=other", "second poll"),
        (WHERE, WHERE + "\n" + WHERE, ":::where pair=field caption=\"A field.\"\nWhere", "already"),
        (TERM, TERM + "\n## More {#more}\n\n" + TERM, ":::term", "already"),
        (":::story", ":::include file=x\n:::\n\n:::story", ":::include", "cannot include another"),
        ("Look.", "{% include 'x' %}", "{% include", "cannot include another"),
        ("Look.", "Look <script>alert(1)</script>.", "Look <script>", "HTML is not read"),
    ],
)  # fmt: skip
def test_a_mistake_gets_its_line_and_a_sentence(old: str, new: str, at: str, says: str) -> None:
    assert old in ALL_BLOCKS
    text = ALL_BLOCKS.replace(old, new, 1)
    found = [p for p in problems_of(text) if says in p.sentence]
    assert found, [str(p) for p in problems_of(text)]
    lines = {
        number
        for number, line in enumerate(text.split("\n"), 1)
        if line.startswith(at.split("\n", maxsplit=1)[0])
    }
    assert found[0].line in lines


@pytest.mark.parametrize(
    ("block", "says"),
    [
        (clip_block(), "at least one point"),
        (clip_block("- 3 seconds in"), "Write a point in time as"),
        (clip_block("- 0:75 What?"), "Write a point in time as"),
        (clip_block("- 0:05 Late.", "- 0:02 Early."), "lies before the one above"),
        (clip_block("- 0:05 One.", half="left"), "`half` must be authentic, manipulated or both"),
    ],
)
def test_a_wrong_point_in_time_is_named(block: str, says: str) -> None:
    assert any(says in p.sentence for p in problems_of(with_clip(block)))


def test_a_check_and_a_poll_do_not_share_a_step() -> None:
    text = ALL_BLOCKS.replace(SCENARIO, SCENARIO + "\n" + POLL.replace("id=would", "id=also"))
    assert any("second question, a check" in p.sentence for p in problems_of(text))


def test_so_many_mistakes_are_cut_short_with_a_sentence() -> None:
    found = problems_of(LESSON + "\n:::dance\n:::\n" * 500)
    assert len(found) == MOST_PROBLEMS + 1
    assert any("more wrong from here on" in p.sentence for p in found)


@pytest.mark.parametrize("slug", ["glossary", "guide", "curriculum"])
def test_a_lesson_may_not_be_called_like_a_page(slug: str) -> None:
    assert any("page of its own" in p.sentence for p in problems_of(LESSON.replace('"crop"', f'"{slug}"', 1)))


@pytest.mark.parametrize(
    ("practice", "says"),
    [
        ('{ techniques = ["dancing"] }', "no such word"),
        ('{ media = ["photo"] }', "`techniques` or `cues`"),
        ('{ techniques = ["crop-out"], number = 40 }', "from 2 to 12"),
        ('{ techniques = "crop-out" }', "not a list"),
        ('{ techniques = ["crop-out"], colour = "red" }', "does not know"),
    ],
)
def test_practice_says_what_is_wrong_with_it(practice: str, says: str) -> None:
    text = LESSON.replace('quiz = "crop"', f"practice = {practice}")
    found = problems_of(text)
    assert [p.line for p in found] == [line_of(text, "practice")]
    assert says in found[0].sentence


def test_a_lesson_names_a_quiz_or_says_how_one_is_drawn() -> None:
    assert any(
        "`practice` to have one drawn" in p.sentence
        for p in problems_of(LESSON.replace('quiz = "crop"\n', ""))
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id=would", "id=zou", "poll zou"),
        ("- I send it on.\n", "- Ik stuur door.\n- Niets.\n", "poll would of 3 answers"),
        ("slug=message", "slug=bericht", "scenario bericht"),
        ("pair=field", "pair=veld", "where veld"),
    ],
)
def test_a_difference_between_languages_is_named(old: str, new: str, says: str) -> None:
    found = compare_languages(
        parse_lesson(ALL_BLOCKS, file="en/x"), parse_lesson(ALL_BLOCKS.replace(old, new), file="nl/x")
    )
    assert len(found) == 1 and says in found[0].sentence


def test_the_name_of_a_term_may_differ_between_languages() -> None:
    dutch = ALL_BLOCKS.replace("liar’s dividend", "voordeel van de leugenaar")
    assert compare_languages(parse_lesson(ALL_BLOCKS, file="en/x"), parse_lesson(dutch, file="nl/x")) == []


def numbers_of(text: str) -> list[Problem]:
    return [p for p in lacks_of(parse_lesson(text, file="x")) if "number without a source" in p.sentence]


@pytest.mark.parametrize(
    "fact",
    ["59 % of them did.", "Two million saw it, 2 million.", "It had 86,155 people.", "In 2019 it burned."],
)
def test_a_fact_with_a_number_and_no_source_is_named_with_its_line(fact: str) -> None:
    text = LESSON.replace("Look **twice**.", fact)
    assert [p.line for p in numbers_of(text)] == [line_of(text, fact)]


@pytest.mark.parametrize(
    "said",
    ["59 % did. [Source 1](#sources)", "Look at 3 things.", "A film of 10 seconds.", "It is 0:03.5 in."],
)
def test_a_number_with_its_source_or_none_of_a_fact_is_let_be(said: str) -> None:
    assert numbers_of(LESSON.replace("Look **twice**.", said)) == []


def test_a_year_may_have_its_source_elsewhere_in_the_step() -> None:
    text = LESSON.replace("Look **twice**.", "In 2010 it began.\n\nIt ended. [Source 1](#sources)")
    assert numbers_of(text) == []


def test_a_story_needs_its_source() -> None:
    assert numbers_of(ALL_BLOCKS) == []
    bare = ALL_BLOCKS.replace(STORY, STORY.replace(" [Source 1](#sources)", ""))
    assert [p.line for p in numbers_of(bare)] == [line_of(bare, ":::story")]
