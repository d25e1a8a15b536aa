"""Reads quizzes from `fixtures/quizzes.toml` into the database, as far as their pairs are published."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from quizzes.clips.credential_cards import can_be_signed
from quizzes.clips.models import Pair
from quizzes.items.chains import canvas_of, chain_for, chain_of_comparison, chain_of_provenance
from quizzes.items.models import Item, Placement, Quiz
from quizzes.items.scenarios import scenario_slug


class QuizFileError(Exception):
    """A sentence that names the file, the quiz and what is wrong with it."""


@dataclass
class Report:
    """What loading did: quizzes with their number of items, pairs that are not published (yet), generated clips that
    were left out because too few real ones stand beside them, and quizzes that wait for a pack, or for the site's keys."""

    loaded: dict[str, int] = field(default_factory=dict)
    missing: dict[str, list[str]] = field(default_factory=dict)
    unbalanced: dict[str, list[str]] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)
    unsigned: list[str] = field(default_factory=list)


def load_quizzes(path: Path) -> Report:
    """Make or renew every quiz of the file.

    A quiz that somebody has already begun keeps its items, so that no sitting loses its questions; pairs that are
    not published are left out and named in the report. A quiz that names a `pack` is made once that pack is imported.
    Pairs named in `compare` are asked with both halves side by side, of those in `provenance` the Content Credentials
    are read (on a site that cannot sign, such a quiz waits until it can), `light` leaves out what comes after
    pointing, and `scenarios` come behind the clips. Raises QuizFileError.
    """
    report = Report()
    for spec in _read(path):
        if spec["pack"] and not Pair.objects.in_library().made().filter(recipe__pack=spec["pack"]).exists():
            report.waiting[spec["slug"]] = spec["pack"]
            continue
        if spec["provenance"] and not can_be_signed():
            report.unsigned.append(spec["slug"])
            continue
        # A pulled pair keeps its place, which nobody is dealt, and is back in it when it is restored.
        pairs = {pair.slug: pair for pair in Pair.objects.in_library().made().filter(slug__in=spec["pairs"])}
        report.missing[spec["slug"]] = [slug for slug in spec["pairs"] if slug not in pairs]
        with transaction.atomic():
            quiz, _ = Quiz.objects.update_or_create(
                slug=spec["slug"],
                defaults={key: spec[key] for key in ("texts", "mode", "open_to_guests", "assignable")},
            )
            if not quiz.sittings.exists():
                kept, surplus = balance([pairs[slug] for slug in spec["pairs"] if slug in pairs])
                report.unbalanced[quiz.slug] = [pair.slug for pair in surplus]
                _place(quiz, _items(spec, kept))
        report.loaded[quiz.slug] = quiz.placements.count()
    return report


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        specs = tomllib.loads(path.read_text(encoding="utf-8"))["quiz"]
    except (OSError, ValueError, KeyError) as error:  # ValueError: not TOML, or not UTF-8
        raise QuizFileError(f"{path.name} cannot be read as a list of quizzes: {error}") from error
    if not isinstance(specs, list):
        raise QuizFileError(f"{path.name} cannot be read as a list of quizzes: write each as [[quiz]].")
    slugs = [spec.get("slug") for spec in specs]
    for spec in specs:
        if slugs.count(spec.get("slug")) > 1:
            raise QuizFileError(f"{path.name}: there are two quizzes called {spec.get('slug', '?')}.")
        for key, kind in (("slug", str), ("pairs", list), ("texts", dict)):
            if not isinstance(spec.get(key), kind):
                raise QuizFileError(f"{path.name}: quiz {spec.get('slug', '?')} lacks `{key}`.")
        for language in ("en", "nl"):
            texts = spec["texts"].get(language)
            if not isinstance(texts, dict) or not {"title", "intro"} <= set(texts):
                raise QuizFileError(f"{path.name}: quiz {spec['slug']} lacks a title or intro in {language}.")
        if len(set(spec["pairs"])) != len(spec["pairs"]):
            raise QuizFileError(f"{path.name}: quiz {spec['slug']} names a pair twice.")
        if spec.setdefault("mode", Quiz.Mode.PRACTICE) not in Quiz.Mode.values:
            raise QuizFileError(
                f"{path.name}: quiz {spec['slug']} has a mode other than {' or '.join(Quiz.Mode.values)}."
            )
        spec.setdefault("pack", "")
        spec.setdefault("open_to_guests", False)
        spec.setdefault("assignable", True)
        _read_asking(spec, path)
    return list(specs)


def _read_asking(spec: dict[str, Any], path: Path) -> None:
    """What a quiz says of how it asks: `light`, which pairs to `compare`, of which the `provenance`, and its `scenarios`."""
    spec.setdefault("light", False)
    for key in ("compare", "provenance", "scenarios"):
        if not isinstance(spec.setdefault(key, []), list):
            raise QuizFileError(f"{path.name}: quiz {spec['slug']} has `{key}` that is no list.")
    if strange := [slug for slug in spec["compare"] if slug not in spec["pairs"]]:
        raise QuizFileError(
            f"{path.name}: quiz {spec['slug']} compares {', '.join(strange)}, which is none of its pairs."
        )
    if strange := [slug for slug in spec["provenance"] if slug not in spec["pairs"]]:
        raise QuizFileError(
            f"{path.name}: quiz {spec['slug']} reads the credentials of {', '.join(strange)}, which is none of its pairs."
        )


def balance(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Keep no more generated clips than there are real ones of the same canvas; return what is kept and what is not.

    A generated clip is always the fake, and a real one alone is always real: only side by side, alike in shape and as
    many of each, does neither shape nor number give the answer away.
    """
    room = Counter(canvas_of(pair) for pair in pairs if not pair.has_twin)
    kept: list[Pair] = []
    surplus: list[Pair] = []
    for pair in pairs:
        if not pair.has_original:
            room[canvas_of(pair)] -= 1
        (kept if pair.has_original or room[canvas_of(pair)] >= 0 else surplus).append(pair)
    return kept, surplus


def _place(quiz: Quiz, items: list[Item]) -> None:
    quiz.placements.all().delete()
    for position, item in enumerate(items):
        Placement.objects.create(quiz=quiz, item=item, position=position)


def item_for_pair(pair: Pair, chain: list[str] | None = None) -> Item:
    """The item that asks these questions about a pair, by default all that suit it."""
    asked = chain if chain is not None else chain_for(pair)
    item, _ = Item.objects.get_or_create(
        slug=f"{pair.slug}-{'-'.join(asked)}",
        defaults={"pair": pair, "chain": asked, "is_pulled": pair.is_pulled},
    )
    return item


def _items(spec: dict[str, Any], pairs: Sequence[Pair]) -> list[Item]:
    """What a quiz asks, in order: its clips, those to be compared as such, and then its scenarios."""
    compared, read = set(spec["compare"]), set(spec["provenance"])
    items = []
    for pair in pairs:
        chain = chain_of_comparison(pair) if pair.slug in compared else []
        chain = chain_of_provenance(pair) if pair.slug in read else chain
        items.append(item_for_pair(pair, chain or chain_for(pair, light=spec["light"])))
    scenarios = {item.slug: item for item in Item.objects.filter(pair=None)}
    return items + [
        scenarios[slug] for name in spec["scenarios"] if (slug := scenario_slug(name)) in scenarios
    ]
