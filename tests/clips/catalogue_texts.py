"""Catalogues as they are written by hand: an original and a recipe that are right, of each medium."""

from pathlib import Path

ORIGINAL = """
[[original]]
slug = "beach"
medium = "photo"
source = "wheel"
package = "holiday"
version = "1.0"
path = "holiday/data/beach.jpg"
sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
tier = 1
licence = "CC0-1.0"
licence_note = "Stated in the package."
attribution = "Somebody"
people = "none"
consent = ""
[original.title]
en = "A beach"
nl = "Een strand"
[original.alt]
en = "A beach by the sea."
nl = "Een strand aan zee."
"""

RECIPE = """
[[recipe]]
slug = "second-boat"
original = "beach"
technique = "copy-move"
seed = 7
difficulty = "easy"
cues = ["duplicated-region"]
effort = "cheapfake"
iptc_source_type = "humanEdits"
harm = "none"
[recipe.params]
copies = [{ move = [10, 0] }]
[recipe.text.en]
title = "At sea"
alt = "Boats at sea."
regions = ["the boat on the left"]
reveal = "Look at the left boat."
[recipe.text.nl]
title = "Op zee"
alt = "Boten op zee."
regions = ["de linkerboot"]
reveal = "Kijk naar de linkerboot."
"""

SOUND = (
    ORIGINAL.replace('medium = "photo"', 'medium = "sound"\nstart = 1.5\nend = 8')
    + """
[original.transcript]
en = "The sea is not calm."
nl = "De zee is niet kalm."
"""
)

SAID = """regions = ["the place"]
transcript_original = "The sea is not calm."
transcript_twin = "The sea is calm."
"""

SPOKEN = RECIPE.replace('regions = ["the boat on the left"]\n', SAID).replace(
    'regions = ["de linkerboot"]\n', SAID
)


def write(folder: Path, originals: str = ORIGINAL, recipes: str = RECIPE, name: str = "copy-move") -> Path:
    (folder / "recipes").mkdir(exist_ok=True)
    (folder / "originals.toml").write_text(originals, encoding="utf-8")
    (folder / f"recipes/{name}.toml").write_text(recipes, encoding="utf-8")
    return folder
