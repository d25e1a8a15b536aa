"""What the catalogue says of speech: the language, the time of every word, and what a learnt voice is to say."""

from dataclasses import replace
from pathlib import Path

import pytest

from quizzes.clips.actions import clip_fields
from quizzes.clips.catalogue import load_catalogue
from quizzes.clips.catalogue_reading import CatalogueError
from quizzes.clips.ingest import IngestError
from quizzes.clips.sounds import PEAK, spoken_sound
from quizzes.clips.specs import OriginalSpec
from tests.clips.catalogue_texts import SOUND, SPOKEN, write
from tests.forgery.voices import humming

WORDS = '[[0.1, 0.2, "The"], [0.2, 0.6, "sea"], [0.6, 0.8, "is"], [0.8, 1, "not"], [1, 1.4, "calm."]]'
TIMED = SOUND.replace("start = 1.5", f"words = {WORDS}\nstart = 1.5")
SAID = '[original.speak]\nphonemes = "ðə sˈi."\npace = 0.9\n'


def read(folder: Path, originals: str) -> OriginalSpec:
    return load_catalogue(write(folder, originals=originals, recipes=SPOKEN)).originals["beach"]


def test_words_of_a_transcript_have_their_times(tmp_path: Path) -> None:
    beach = read(tmp_path, TIMED)
    assert beach.spoken == "en"
    assert beach.words[3] == (0.8, 1.0, "not")
    assert clip_fields(beach)["speech"] == {
        "language": "en",
        "words": [
            [0.1, 0.2, "The"], [0.2, 0.6, "sea"], [0.6, 0.8, "is"], [0.8, 1.0, "not"], [1.0, 1.4, "calm."],
        ],
    }  # fmt: skip


def test_other_times_make_captions_anew(tmp_path: Path) -> None:
    beach = read(tmp_path, TIMED)
    assert replace(beach, words=beach.words[:-1]).render_digest != beach.render_digest
    recipe = load_catalogue(write(tmp_path, originals=TIMED, recipes=SPOKEN)).recipes["second-boat"]
    texts = {**recipe.texts, "en": {**recipe.texts["en"], "transcript_twin": "The sea was calm."}}
    assert replace(recipe, texts=texts).render_digest != recipe.render_digest


def test_a_voice_is_told_what_to_say(tmp_path: Path) -> None:
    beach = read(tmp_path, SOUND + SAID)
    assert beach.speak == {"phonemes": "ðə sˈi.", "pace": 0.9, "seed": 0}
    assert clip_fields(beach)["ingest"]["speak"] == beach.speak
    assert replace(beach, speak={**beach.speak, "seed": 1}).render_digest != beach.render_digest


@pytest.mark.parametrize(
    ("originals", "said"),
    [
        (TIMED.replace('"calm."', '"rough."'), "`words` must be those of `transcript.en`"),
        (TIMED.replace("[0.6, 0.8", "[0.5, 0.8"), "`words` lets 'is' begin before 'sea' ends"),
        (TIMED.replace("[1, 1.4", "[1, 0.9"), "`words` must be a list of"),
        (TIMED.replace("words =", 'spoken = "tlh"\nwords ='), "`spoken` must be one of en, nl"),
        (SOUND + SAID.replace("ðə", "Ж"), "`speak.phonemes` must be phonemes"),
        (SOUND + SAID.replace("0.9", "9"), "`speak.pace` must be from 0.5 to 2.0"),
        (SOUND + SAID + "loud = 1\n", "`speak.loud` is not known here"),
    ],
)
def test_what_is_wrong_with_speech_is_named(tmp_path: Path, originals: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        read(tmp_path, originals)


def test_a_voice_is_as_loud_as_any_recording_and_refused_when_it_is_none() -> None:
    sound = spoken_sound(humming(), phonemes="sˈi.")
    assert float(abs(sound.samples).max()) == pytest.approx(PEAK, abs=0.01)
    assert sound.samples.shape[1] == 1
    with pytest.raises(IngestError, match="not a network"):
        spoken_sound(b"a picture", phonemes="sˈi.")
