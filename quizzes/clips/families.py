"""Which techniques and cues stand near each other, and which a learner can be offered for a kind of clip."""

from collections.abc import Mapping

CLAIM = "claim"
"""The kind of a pair that asks about its caption; the others are known by their medium."""

FAMILIES: Mapping[str, str] = {
    technique: family
    for family, techniques in {
        "pieces": ("copy-move", "splicing", "object-removal"),
        "light": ("retouch", "relight", "mirror"),
        "faces": ("face-swap", "face-morph", "full-synthesis-face"),
        "writing": ("text-edit", "fake-screenshot", "chart-distortion"),
        "time": ("omission", "reorder", "speed-change", "reverse", "freeze-loop", "lip-sync"),
        "words": ("splice-audio", "partial-audio-fake"),
        "voices": ("tts", "voice-conversion"),
        "story": ("miscaptioned", "wrong-date-place", "old-footage-new-event"),
        "part": ("isolated-excerpt", "crop-out"),
    }.items()
    for technique in techniques
}
"""Family of each technique: whoever takes one for a sister saw what kind of thing was done."""

OFFERED_TECHNIQUES: Mapping[str, tuple[str, ...]] = {
    "photo": (
        "copy-move", "splicing", "object-removal", "retouch", "relight", "mirror", "face-swap", "face-morph",
        "text-edit", "fake-screenshot", "chart-distortion",
    ),
    "video": (
        "copy-move", "splicing", "object-removal", "retouch", "mirror", "face-swap", "omission", "reorder",
        "speed-change", "reverse", "freeze-loop", "lip-sync",
    ),
    "sound": (
        "omission", "reorder", "speed-change", "splice-audio", "partial-audio-fake", "tts", "voice-conversion",
    ),
    CLAIM: ("miscaptioned", "wrong-date-place", "old-footage-new-event", "isolated-excerpt", "crop-out"),
}  # fmt: skip

OFFERED_CUES: Mapping[str, tuple[str, ...]] = {
    "photo": (
        "duplicated-region", "edge-halo", "noise-mismatch", "text-garble", "background-warp", "physics-shadow",
        "physics-reflection", "physics-perspective", "stylistic", "functional", "anatomical", "mirrored-detail",
        "sociocultural", "skin", "numbers-mismatch",
    ),
    "video": (
        "duplicated-region", "jump-cut", "unnatural-motion", "duplicate-frames", "edge-flicker",
        "lip-audio-desync", "edge-halo", "physics-shadow", "physics-reflection", "physics-perspective",
        "stylistic", "mirrored-detail", "background-warp",
    ),
    "sound": (
        "flat-prosody", "breath-missing", "room-mismatch", "metallic", "odd-pronunciation", "splice-click",
        "implausible-content",
    ),
    CLAIM: (
        "date-place-mismatch", "implausible-content", "metadata", "geolocate", "reverse-image",
        "lateral-reading", "sift-find-better", "sift-trace", "emotional-bait", "numbers-mismatch",
    ),
}  # fmt: skip
