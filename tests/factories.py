"""Small made-up pairs and quizzes for tests: real JPEG files, no library needed."""

import hashlib
import io
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image, ImageDraw

from quizzes.attempts.models import Showing, Sitting
from quizzes.clips.models import Clip, Half, Medium, Pair, Rendition
from quizzes.items.models import Item, Placement, Quiz

numbers = count(1)
WIDTH, HEIGHT = 240, 160
BOX = (0.5, 0.25, 0.75, 0.5)


def _jpeg(changed: bool) -> bytes:
    picture = Image.new("RGB", (WIDTH, HEIGHT), (90, 140, 180))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 110, WIDTH, HEIGHT), fill=(60, 110, 60))
    if changed:
        draw.rectangle((BOX[0] * WIDTH, BOX[1] * HEIGHT, BOX[2] * WIDTH, BOX[3] * HEIGHT), fill=(200, 60, 60))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue().ljust(8192, b"\0")


def _overlay() -> bytes:
    picture = Image.new("RGBA", (WIDTH, HEIGHT), (0, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle(
        (BOX[0] * WIDTH, BOX[1] * HEIGHT, BOX[2] * WIDTH, BOX[3] * HEIGHT), outline=(220, 0, 90, 255), width=3
    )
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def keep(pair: Pair, kind: str, data: bytes, mime: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
    """Write a file of a pair and the row that names it; `size` is its width and height in pixels."""
    digest = hashlib.sha256(data + kind.encode() + pair.slug.encode()).hexdigest()
    path = Path(settings.MEDIA_ROOT) / digest[:2] / digest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    Rendition.objects.create(
        pair=pair,
        kind=kind,
        file=f"{digest[:2]}/{digest}",
        mime=mime,
        width=size[0],
        height=size[1],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def make_pair(
    *,
    technique: str = "copy-move",
    has_twin: bool = True,
    has_original: bool = True,
    claim: bool = False,
    **fields: Any,
) -> Pair:
    """A published pair with real files: the twin has a red box at BOX (fractions x0, y0, x1, y1)."""
    both = has_twin and has_original
    number = next(numbers)
    clip = Clip.objects.create(
        slug=f"clip-{number}",
        medium=Medium.PHOTO,
        texts={"en": {"title": f"Field {number}", "alt": "A field"}},
        source="made for a test",
        sha256="0" * 64,
        licence="CC0-1.0",
        attribution="The test",
        people="none",
    )
    texts: dict[str, Any] = {
        "title": f"A field {number}",
        "alt": "A field under a blue sky",
        "reveal": "Look at the red box: it has no shadow.",
        "regions": ["the red box"],
    }
    if claim:
        texts |= {"claim_original": f"A field in June {number}.", "claim_twin": f"A field in May {number}."}
    pair = Pair.objects.create(
        slug=f"pair-{number}",
        clip=clip,
        medium=Medium.PHOTO,
        technique=technique,
        has_twin=has_twin,
        has_original=has_original,
        question=Pair.Question.CLAIM if claim else Pair.Question.PICTURE,
        difficulty="medium",
        cues=["duplicated-region"],
        texts={"en": texts, "nl": texts},
        state=Pair.State.PUBLISHED,
        truth={"size": [WIDTH, HEIGHT], "regions": [{"box": list(BOX)}]} if both and not claim else {},
        **fields,
    )
    if has_original:
        keep(pair, Half.ORIGINAL, _jpeg(changed=False), "image/jpeg")
    keep(pair, Rendition.Kind.THUMB, _jpeg(changed=False), "image/jpeg")
    if has_twin:
        keep(pair, Half.TWIN, _jpeg(changed=not claim), "image/jpeg")
        if both and not claim:
            keep(pair, Rendition.Kind.OVERLAY, _overlay(), "image/png")
    return pair


def make_quiz(pairs: list[Pair] | None = None, *, asks: list[str] | None = None, **fields: Any) -> Quiz:
    """A quiz over the given pairs, by default four that can be located, one with a claim and one authentic clip.

    asks: one chain of questions for every pair, where the usual one is not wanted.
    """
    if pairs is None:
        pairs = [make_pair() for _ in range(4)]
        pairs += [
            make_pair(technique="miscaptioned", claim=True),
            make_pair(technique="authentic-odd-looking", has_twin=False),
        ]
    number = next(numbers)
    fields = {
        "slug": f"quiz-{number}",
        "texts": {"en": {"title": f"Quiz {number}", "intro": "Look twice."}},
    } | fields
    quiz = Quiz.objects.create(**fields)
    for position, pair in enumerate(pairs):
        no_place = (
            pair.question == Pair.Question.CLAIM or not pair.has_original or pair.medium != Medium.PHOTO
        )
        chain = asks or (["judge"] if no_place else ["judge", "locate"])
        item, _ = Item.objects.get_or_create(
            slug=f"{pair.slug}-{'-'.join(chain)}", pair=pair, defaults={"chain": chain}
        )
        Placement.objects.create(quiz=quiz, item=item, position=position)
    return quiz


CARDS = [
    {
        "kind": kind,
        "made": False,
        "en": {
            "title": f"A card about the {kind}",
            "text": f"What somebody finds who looks up the {kind} of it.",
        },
        "nl": {
            "title": f"Een kaart over {kind}",
            "text": f"Wat iemand vindt die {kind} ervan opzoekt, en meer niet.",
        },
    }
    for kind in ("source", "date", "weather", "reference")
]


def make_claim_with_cards() -> Pair:
    """A pair that asks about its caption, with four cards of evidence."""
    return make_pair(technique="miscaptioned", claim=True, evidence=CARDS)


def make_story() -> Item:
    """A story of two steps: help ends it at once, wait goes on to a second step."""

    def choice(name: str, **more: Any) -> dict[str, Any]:
        words = {"text": f"I {name}.", "feedback": f"What came of {name}."}
        return {"texts": {"en": words, "nl": words}, **more}

    def step(text: str, **choices: dict[str, Any]) -> dict[str, Any]:
        return {
            "texts": {"en": {"text": text}, "nl": {"text": text}},
            "order": list(choices),
            "choices": choices,
        }

    words = {"title": "A story", "closing": "Ask somebody you trust."}
    content = {
        "texts": {"en": words, "nl": words},
        "start": "first",
        "steps": {
            "first": step(
                "Somebody calls.",
                help=choice("help", points=1),
                wait=choice("wait", points=0.5, next="second"),
            ),
            "second": step(
                "They call again.", listen=choice("listen", points=0.5), shout=choice("shout", points=0)
            ),
        },
    }
    return Item.objects.create(slug=f"story-{next(numbers)}", chain=["respond"], content=content)


def make_sitting(
    quiz: Quiz, user: Any = None, *, guest: str = "", twins: bool | list[bool] = True
) -> Sitting:
    """A sitting that shows the quiz in its own order; `twins`: at which places the twin is shown where there is one."""
    sitting = Sitting.objects.create(quiz=quiz, user=user, guest=guest)
    placements = list(quiz.placements.select_related("item__pair"))
    wanted = [twins] * len(placements) if isinstance(twins, bool) else twins
    for position, (placement, twin) in enumerate(zip(placements, wanted, strict=True), start=1):
        pair = placement.item.pair
        if pair is None:
            Showing.objects.create(
                sitting=sitting, item=placement.item, position=position, half=Half.ORIGINAL
            )
            continue
        half = Half.TWIN if (twin and pair.has_twin) or not pair.has_original else Half.ORIGINAL
        Showing.objects.create(sitting=sitting, item=placement.item, position=position, half=half)
    return sitting
