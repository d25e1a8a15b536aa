"""What the catalogue says of one original and of one recipe, and the digests that tell when it changed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from quizzes.clips.catalogue_words import AUTHENTIC, CLAIM_TECHNIQUES, DRAWN

Texts: TypeAlias = Mapping[str, Mapping[str, Any]]
"""{language: {name of the text: text}}, as the models keep it."""


@dataclass(frozen=True)
class OriginalSpec:
    """One real recording: in a published package, in a pack, at an address; or a picture that Second Look draws.

    `crop` is (left, top, right, bottom) in pixels of the file once turned upright; `long_side` is the longest
    side in pixels that the ingested picture may have. `start` and `end` are seconds of a recording that lasts:
    the part that is used, None where it is all of it. `texts` has `title` and `alt` per language, and
    `transcript` where somebody speaks: then `spoken` is the language, and `words` may say of each word of that
    transcript when it is heard: (start, end, word), seconds of the part that is used. Where the
    file is a voice learnt by a machine, `speak` has the `phonemes`, `pace` and `seed` it is to say. A drawn one has
    `generator` and `params` (see `forgery.drawn`) in place of `package`, `version` and `path`; its `sha256` is
    that of the drawing as `drawn.plain_png` writes it. `eye` is where one eye lies in the first picture of a film:
    (left, top, right, bottom) in fractions of it, for the lens that looks at eyes; nothing is rendered from it.
    """

    slug: str
    medium: str
    source: str
    package: str
    version: str
    path: str
    sha256: str
    tier: int
    licence: str
    licence_note: str
    attribution: str
    people: str
    consent: str
    crop: tuple[int, int, int, int] | None
    long_side: int
    texts: Texts
    start: float | None = None
    end: float | None = None
    spoken: str = ""
    words: tuple[tuple[float, float, str], ...] = ()
    speak: Mapping[str, Any] = field(default_factory=dict)
    generator: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    eye: tuple[float, float, float, float] | None = None

    @property
    def is_drawn(self) -> bool:
        """True where nothing is fetched, because the picture is made here."""
        return self.source == DRAWN

    @property
    def origin(self) -> str:
        """Where the file comes from, in words: package, version and path, its address, or who drew it."""
        if self.is_drawn:
            return f"Second Look: {self.generator} {self.slug}"
        if self.source == "web":
            return self.path
        if self.source == "pack":
            return f"pack {self.package}: {self.path}"
        return f"{self.package} {self.version}: {self.path}"

    @property
    def render_digest(self) -> str:
        """Hash (64 hex digits) of all that decides what is seen, heard and captioned of this original."""
        part: list[Any] = [] if self.start is None else [self.start, self.end]
        part += [self.spoken, self.words] if self.spoken else []
        part += [self.speak] if self.speak else []
        return digest_of(["original", self.medium, self.sha256, self.crop, self.long_side, *part])

    @property
    def digest(self) -> str:
        """Hash (64 hex digits) of everything said here: pixels, texts, licence, people."""
        return digest_of([self.__dict__])


@dataclass(frozen=True)
class RecipeSpec:
    """One thing to make of an original: the manipulation, and the words that go with it.

    `sources` are slugs of other originals it takes parts from. `texts` has per language `title`, `alt`,
    `reveal`, and where they apply `regions` (a list), `real`, `claim_original` and `claim_twin`, and for
    sound `transcript_original` and `transcript_twin`: what is said in that half, for those who cannot hear it.
    `evidence` are the cards that go with a caption, as `quizzes.clips.evidence` reads them.
    """

    slug: str
    original: str
    technique: str
    seed: int
    difficulty: str
    sources: tuple[str, ...]
    cues: tuple[str, ...]
    effort: str
    iptc_source_type: str
    harm: str
    params: Mapping[str, Any]
    texts: Texts
    evidence: tuple[Mapping[str, Any], ...] = ()

    @property
    def has_twin(self) -> bool:
        """False for an authentic picture, which is shown as it is."""
        return self.technique != AUTHENTIC

    @property
    def asks_about_claim(self) -> bool:
        """True where the question is whether the caption fits, not whether the pixels are real."""
        return self.technique in CLAIM_TECHNIQUES

    @property
    def render_digest(self) -> str:
        """Hash (64 hex digits) of the recipe's own part of the rendering; see `Catalogue.render_digest`."""
        said = [words[key] for words in self.texts.values() for key in sorted(words) if "transcript" in key]
        parts = ["recipe", self.technique, self.original, self.sources, self.seed, self.params]
        return digest_of([*parts, *said])

    @property
    def digest(self) -> str:
        """Hash (64 hex digits) of everything said here: rendering, texts, cues, difficulty."""
        return digest_of([self.__dict__])


def digest_of(values: list[Any]) -> str:
    """Return the sha256 (64 hex digits) of plain values, whatever the order of keys."""
    plain = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(plain.encode()).hexdigest()
