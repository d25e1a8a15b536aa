"""The blocks of a lesson as the sheet of paper shows them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from literacy.lessons.paper.nodes import nodes_of
from literacy.lessons.paper.pictures import drawing_on_paper, halves_on_paper
from literacy.lessons.timed import clock_of
from quizzes.attempts.reveal import credits_of
from quizzes.clips.models import Half, Medium, Pair


def block_on_paper(
    block: Mapping[str, Any], pairs: Mapping[str, Pair], folder: Path
) -> dict[str, Any] | None:
    """What is set of a block; None where it says nothing on paper."""
    kind = block["kind"]
    if "pair" in block:
        pair = pairs.get(block["pair"])
        return None if pair is None else _pair(block, pair, folder)
    made: dict[str, Any] = {"kind": kind}
    if "html" in block:
        made["body"] = nodes_of(block["html"])
    match kind:
        case "story":
            made |= {"title": block["title"], "place": f"{block['when']} · {block['where']}"}
        case "term":
            made["title"] = block["name"]
        case "figure":
            made["picture"] = drawing_on_paper(settings.BASE_DIR / "static" / block["src"], folder)
            made |= {key: block[key] for key in ("alt", "credit")} | {"caption": nodes_of(block["caption"])}
        case "check" | "poll":
            made["options"] = [nodes_of(option["text"]) for option in block["options"]]
            made["question"] = nodes_of(block["question"])
        case "scenario":
            said = _("A story with choices stands here. Play it on the site.")
            made |= {"kind": "note", "body": [said]}
    return made


def _pair(block: Mapping[str, Any], pair: Pair, folder: Path) -> dict[str, Any]:
    kind = block["kind"]
    only = {"where": Half.TWIN}.get(kind) or {"authentic": Half.ORIGINAL, "manipulated": Half.TWIN}.get(
        block.get("half", "")
    )
    tags = {Half.ORIGINAL: _("Real"), Half.TWIN: _("Manipulated")}
    if pair.question == Pair.Question.CLAIM:
        tags = {Half.ORIGINAL: "", Half.TWIN: _("The part that was shown")}
    pictures = [] if kind == "lenses" else [
        {"file": name, "tag": tags[Half(half)], "alt": str(pair.text.get("alt", ""))}
        for half, name in halves_on_paper(pair, folder)
        if only in (None, half)
    ]  # fmt: skip
    note = ""
    if kind == "lenses":
        note = _("Lenses need a screen: try them on the site.")
    elif pair.medium != Medium.PHOTO:
        note = _("Watch it on the site.") if pair.medium == Medium.VIDEO else _("Listen to it on the site.")
    claims = []
    if pair.question == Pair.Question.CLAIM and kind != "clip":
        said = ((_("True"), "claim_original"), (_("Not true"), "claim_twin"))
        claims = [{"tag": tag, "text": pair.text[key]} for tag, key in said if pair.text.get(key)]
    return {
        "kind": "pair",
        "pictures": pictures,
        "claims": claims,
        "question": nodes_of(block.get("question", "")),
        "points": [[clock_of(point["at"]), nodes_of(point["text"])] for point in block.get("points", [])],
        "caption": nodes_of(block["caption"]),
        "credit": "; ".join(credits_of(pair)),
        "note": note,
    }


def answers_on_paper(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is right at each check and what is said to it, and what is to be seen at each place to point at."""
    found = []
    for number, step in enumerate(body.get("steps", []), 1):
        for block in step["blocks"]:
            if block["kind"] == "check":
                right = next(option for option in block["options"] if option["right"])
                text = [*nodes_of(right["text"]), " ", *nodes_of(right["feedback"])]
                found.append({"step": number, "question": nodes_of(block["question"]), "text": text})
            elif block["kind"] == "where":
                found.append(
                    {"step": number, "question": nodes_of(block["question"]), "text": nodes_of(block["said"])}
                )
    return found
