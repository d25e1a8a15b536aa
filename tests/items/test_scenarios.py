"""Scenarios from their files: what is there is sound, what is wrong is named with file, step and field."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from quizzes.attempts.models import Showing
from quizzes.items.models import Item, Placement, Quiz
from quizzes.items.scenarios import ScenarioError, load_scenarios, read_scenarios
from quizzes.items.types.respond import choices_of
from tests.factories import make_sitting

GOOD = """
title = "A call"
closing = "Ask somebody."
[[step]]
name = "first"
text = "It rings."
[[step.choice]]
name = "answer"
text = "I answer."
feedback = "Fine."
next = "second"
[[step.choice]]
name = "wait"
text = "I wait."
feedback = "Fine, too."
points = 0.5
[[step]]
name = "second"
text = "A voice."
[[step.choice]]
name = "listen"
text = "I listen."
feedback = "Good."
points = 1
[[step.choice]]
name = "shout"
text = "I shout."
feedback = "Well."
points = 0
"""


def written(folder: Path, en: str = GOOD, nl: str | None = GOOD) -> Path:
    for language, text in (("en", en), ("nl", nl)):
        (folder / language).mkdir(parents=True, exist_ok=True)
        if text is not None:
            (folder / language / "call.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_sites_own_scenarios_are_sound_and_answer_every_choice(settings: Any) -> None:
    found = read_scenarios(settings.FIXTURES / "scenarios")
    assert len(found) >= 4
    for name, content in found.items():
        for step in content["steps"].values():
            for choice in step["choices"].values():
                for words in choice["texts"].values():
                    assert len(words["feedback"]) > 60, (name, words)
        best = [max(c.get("points", 0) for c in s["choices"].values()) for s in content["steps"].values()]
        assert set(best) == {1}, f"{name}: every step has a choice that is as good as can be"


def test_a_scenario_becomes_an_item_without_a_pair(db: None, tmp_path: Path) -> None:
    report = load_scenarios(written(tmp_path))
    item = Item.objects.get(slug="scenario-call")
    assert (report.loaded, item.pair, item.chain) == (["call"], None, ["respond"])
    assert load_scenarios(tmp_path).loaded == ["call"]
    assert Item.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('name = "first"', "", "step 1: `name`"),
        ('text = "It rings."', "", "step first: `text`"),
        ('feedback = "Fine."', 'feedback = " "', "step first, choice answer: `feedback`"),
        ('next = "second"', 'next = "third"', "“third”"),
        ('next = "second"', "", "step second: no choice leads here"),
        ("points = 0.5", "points = 2", "choice wait: `points`"),
        ("points = 0.5", "score = 2", "choice wait: `score`"),
        ('name = "shout"', 'name = "listen"', "same `name`"),
        ('feedback = "Good."', 'feedback = "Good."\nnext = "first"', "circle"),
        ('title = "A call"', "title = A call", "line 2"),
    ],
)
def test_a_wrong_file_is_named_with_step_and_field(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in GOOD
    with pytest.raises(ScenarioError) as caught:
        read_scenarios(written(tmp_path, en=GOOD.replace(old, new, 1)))
    assert "en/call.toml" in str(caught.value)
    assert says in str(caught.value)


def test_languages_that_differ_in_more_than_words_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="call: the languages differ"):
        read_scenarios(written(tmp_path, nl=GOOD.replace("points = 1", "points = 0.9")))
    with pytest.raises(ScenarioError, match=r"nl/call\.toml is missing"):
        (tmp_path / "nl" / "call.toml").unlink()
        read_scenarios(tmp_path)


def test_a_story_that_was_begun_gets_new_words_and_keeps_its_steps(db: None, tmp_path: Path) -> None:
    load_scenarios(written(tmp_path))
    item = Item.objects.get()
    quiz = Quiz.objects.create(slug="stories")
    Placement.objects.create(quiz=quiz, item=item, position=0)
    make_sitting(quiz, guest="somebody")
    assert Showing.objects.get().item == item
    reworded = GOOD.replace("It rings.", "It rings again.")
    assert load_scenarios(written(tmp_path, en=reworded, nl=reworded)).loaded == ["call"]
    item.refresh_from_db()
    assert item.content["steps"]["first"]["texts"]["en"]["text"] == "It rings again."
    reshaped = GOOD.replace("points = 0.5", "points = 0.6")
    report = load_scenarios(written(tmp_path, en=reshaped, nl=reshaped))
    assert (report.loaded, report.kept) == ([], ["call"])


def test_choices_stand_in_the_order_they_were_written_in_however_a_database_keeps_them() -> None:
    written = read_scenarios(Path(settings.BASE_DIR) / "fixtures" / "scenarios")
    for content in written.values():
        for step in content["steps"].values():
            as_kept = step | {"choices": dict(sorted(step["choices"].items(), key=lambda one: len(one[0])))}
            assert list(choices_of(as_kept)) == step["order"] == list(step["choices"])
