"""Captions of recordings: made with the halves, kept as lines and times, and given out as WebVTT."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language, get_language_info

from quizzes.clips.made import RenderError
from quizzes.clips.models import Clip, Half, Pair
from quizzes.forgery.sound.sound import Sound
from quizzes.forgery.sound.spoken import Word, lines_of, spread, words_heard, written_as
from quizzes.forgery.sound.twin import Heard

MIME = "text/vtt; charset=utf-8"

_DEFAULT_LANGUAGE = "en"
_BLOCK = 512
_NOTE = b"\n\nNOTE\n"
_FILL = b"This note makes all captions equally long.\n"


@dataclass(frozen=True)
class Said:
    """What is said in one half: `words` in the `language` spoken, and a translation where the reader needs one.

    `name` is that language in the reader's own; `has_captions` tells whether it is known when each word is heard.
    """

    words: str
    language: str
    name: str
    translation: str
    has_captions: bool


def make_captions(
    pair: Pair, heard: Mapping[str, Sequence[Heard]], clips: Mapping[str, Clip], sound: Sound
) -> dict[str, Any]:
    """Return {"captions": {"language", half: [[start, end, line], ...]}} for the truth; {} where nobody speaks.

    `heard` says of each half what is heard where, `clips` holds the recordings by slug ("" for the pair's own).
    Where the times of the words are not known, they are laid evenly over the recording. Raises `RenderError`
    where they are known, and the transcript says other words.
    """
    language = clips[""].speech.get("language", _DEFAULT_LANGUAGE)
    transcripts = {half: pair.texts.get(language, {}).get(f"transcript_{half}", "").strip() for half in heard}
    if not all(transcripts.values()):
        return {}
    spoken = {slug: [Word(*word) for word in clip.speech.get("words", [])] for slug, clip in clips.items()}
    captions: dict[str, Any] = {"language": language}
    for half, stretches in heard.items():
        if stretches and all(spoken.values()):
            known = written_as(words_heard(stretches, spoken, sound.rate), transcripts[half])
            if known is None:
                raise RenderError(f"{pair.slug}: its `transcript_{half}` is not what is heard in that half.")
            words = known
        else:
            words = spread(transcripts[half], sound.duration)
        captions[half] = [
            [round(line.start, 2), round(line.end, 2), line.text] for line in lines_of(words, sound.duration)
        ]
    return {"captions": captions}


def vtt_of(pair: Pair, half: str) -> bytes | None:
    """Return the captions of a half as a WebVTT file, or None; those of both halves are equally long."""
    captions = pair.truth.get("captions", {})
    if half not in captions:
        return None
    files = {each: _vtt(captions[each]) for each in Half.values if each in captions}
    longest = max(len(file) for file in files.values()) + len(_NOTE)
    missing = -(-longest // _BLOCK) * _BLOCK - len(files[half]) - len(_NOTE)
    fill = (_FILL * (missing // len(_FILL) + 1))[:missing]
    # A line feed at the very end, whatever was cut off of the last sentence.
    return files[half] + _NOTE + (fill[:-1] + b"\n" if fill else b"")


def _vtt(lines: Sequence[tuple[float, float, str]]) -> bytes:
    cues = [f"{_clock(start)} --> {_clock(end)}\n{_plain(text)}" for start, end, text in lines]
    return "\n\n".join(["WEBVTT", *cues]).encode()


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _plain(text: str) -> str:
    """Keep a line from being read as anything but words."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ")


def captions_response(pair: Pair, half: str) -> HttpResponse | None:
    """Return the captions of a half as an answer whose headers are those of the other half, too; None without."""
    file = vtt_of(pair, half)
    if file is None:
        return None
    response = HttpResponse(file, content_type=MIME)
    response["Content-Length"] = str(len(file))
    response["Cache-Control"] = f"private, max-age={settings.MEDIA_LINK_SECONDS}"
    return response


def said_in(pair: Pair, half: str) -> Said | None:
    """Return what is said in one half, for those who read it; None where nobody speaks."""
    words, language = pair.spoken(half), pair.spoken_language
    if not words:
        return None
    own = (get_language() or _DEFAULT_LANGUAGE).split("-")[0]
    translation = pair.transcript(half) if own != language else ""
    return Said(
        words,
        language,
        str(get_language_info(language)["name_translated"]),
        "" if translation == words else translation,
        half in pair.truth.get("captions", {}),
    )
