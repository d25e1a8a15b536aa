"""How a manuscript stands: per language what is written, read and missing, and what publishing it would do."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from literacy.authoring.models import Manuscript, Version
from literacy.authoring.reading import Reading, read_words
from literacy.authoring.sides import Sides, sides_of
from literacy.authoring.words import Words
from literacy.lessons.models import StepProgress

LANGUAGE_NAMES = {"nl": gettext_lazy("Dutch"), "en": gettext_lazy("English")}


@dataclass(frozen=True)
class LanguageStanding:
    """One language. `sides` compares a translation with the first language; `is_behind` says that the first one was
    changed since the translation was last said to follow it; `published` is the version pupils read, None for none.
    """

    language: str
    version: Version | None
    reading: Reading | None
    sides: Sides | None = None
    is_behind: bool = False
    published: int | None = None

    @property
    def name(self) -> str:
        return str(LANGUAGE_NAMES[self.language])

    @property
    def is_ready(self) -> bool:
        """Whether pupils could read it as it is."""
        whole = self.sides is None or self.sides.is_whole
        return self.reading is not None and self.reading.is_ready and whole

    @property
    def is_changed(self) -> bool:
        """Whether there is something newer than what pupils read."""
        return self.version is not None and self.published != self.version.number

    @property
    def why_not(self) -> str:
        """A sentence on why it is not ready; empty where it is."""
        if self.version is None or self.reading is None:
            return _("It is not written in %(language)s.") % {"language": self.name}
        if self.reading.count:
            said = ngettext(
                "%(number)s thing has to be mended in %(language)s.",
                "%(number)s things have to be mended in %(language)s.",
                self.reading.count,
            )
            return said % {"number": self.reading.count, "language": self.name}
        if not self.is_ready:
            return _("Its steps and blocks are not the same in both languages.")
        return ""


@dataclass(frozen=True)
class Gone:
    """A step that pupils read now and that publishing would take away, with how many of them are done with it."""

    title: str
    done: int


@dataclass(frozen=True)
class Standing:
    """Both languages, the one that is written first at first; `gone`: steps that publishing would take away."""

    languages: list[LanguageStanding]
    gone: list[Gone] = field(default_factory=list)

    @property
    def first(self) -> LanguageStanding:
        return self.languages[0]

    @property
    def other(self) -> LanguageStanding:
        return self.languages[1]

    @property
    def seen(self) -> str:
        """Which versions these are, to be sent back by whoever publishes them."""
        told = ((each.language, each.version) for each in self.languages)
        return " ".join(f"{language}:{version.number if version else 0}" for language, version in told)

    @property
    def is_changed(self) -> bool:
        """Whether publishing would change anything."""
        return any(each.is_changed for each in self.languages if each.is_ready or each.published)


def standing_of(manuscript: Manuscript) -> Standing:
    """Read the newest version in each language."""
    order = [manuscript.language, manuscript.other_language]
    versions = {language: manuscript.latest(language) for language in order}
    readings = {
        language: read_words(manuscript, language, Words.of(version))
        for language, version in versions.items()
        if version is not None
    }
    first, newest = readings.get(manuscript.language), versions[manuscript.language]
    found = []
    for language in order:
        version, reading = versions[language], readings.get(language)
        is_translation = language != manuscript.language and reading is not None and first is not None
        found.append(
            LanguageStanding(
                language,
                version,
                reading,
                sides_of(first.text, reading.text) if is_translation and first and reading else None,
                is_translation
                and version is not None
                and newest is not None
                and (version.follows or 0) < newest.number,
                manuscript.published.get(language),
            )
        )
    return Standing(found, _gone(manuscript, first) if first is not None else [])


def _gone(manuscript: Manuscript, reading: Reading) -> list[Gone]:
    if manuscript.lesson is None:
        return []
    kept = {step.id for step in reading.text.steps}
    lost = {
        step["id"]: step["title"]
        for step in manuscript.lesson.body.get("steps", [])
        if step["id"] not in kept
    }
    if not lost:
        return []
    rows = StepProgress.objects.filter(lesson=manuscript.lesson, step__in=lost, user__email=None)
    done = list(rows.values_list("step", flat=True))
    return [Gone(title, done.count(name)) for name, title in lost.items()]
