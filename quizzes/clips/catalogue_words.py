"""The words that originals and recipes may use for people, difficulty, cues, source type and harm."""

LANGUAGES = ("en", "nl")

DRAWN = "drawn"
"""The source of a picture that is not fetched, but drawn by `quizzes.forgery.drawn`."""

SOURCES = ("wheel", "sdist", "npm", "pack", "web", DRAWN)

PEOPLE = ("none", "unrecognisable", "recognisable", "public-figure", "deceased-public")

DIFFICULTIES = ("easy", "medium", "hard")

HARMS = ("none", "propaganda", "fraud", "harassment", "defamation", "intimate-imagery")

# IPTC NewsCodes, "Digital Source Type".
SOURCE_TYPES = (
    "digitalCapture",
    "computationalCapture",
    "negativeFilm",
    "positiveFilm",
    "print",
    "humanEdits",
    "compositeCapture",
    "compositeSynthetic",
    "compositeWithTrainedAlgorithmicMedia",
    "algorithmicallyEnhanced",
    "algorithmicMedia",
    "trainedAlgorithmicMedia",
    "dataDrivenMedia",
    "digitalCreation",
    "screenCapture",
    "virtualRecording",
)

_CUE_GROUPS = (
    # face: the eight questions of MIT's Detect Fakes
    "face-overall skin eye-shadow glasses-glare facial-hair mole blink-rate lip-movement",
    # over time
    "edge-flicker head-pose-mismatch profile-break lip-audio-desync jump-cut unnatural-motion",
    "duplicate-frames",
    # families (Kamali and others 2024)
    "anatomical stylistic functional physics-shadow physics-reflection physics-perspective sociocultural",
    # image forensics
    "duplicated-region edge-halo noise-mismatch text-garble background-warp teeth hairline",
    "earring-asymmetry mirrored-detail",
    # screens and charts
    "numbers-mismatch chart-axis chart-size",
    # sound
    "flat-prosody breath-missing room-mismatch splice-click metallic odd-pronunciation",
    # context
    "source-unknown date-place-mismatch no-corroboration implausible-content emotional-bait",
    # provenance
    "c2pa-present c2pa-absent metadata visible-label",
    # strategies
    "sift-stop sift-investigate sift-find-better sift-trace lateral-reading reverse-image keyframe-search",
    "fact-check-search geolocate content-credentials call-back-verify",
)

CUES = frozenset(" ".join(_CUE_GROUPS).split())

CLAIM_TECHNIQUES = frozenset(
    {"crop-out", "miscaptioned", "wrong-date-place", "isolated-excerpt", "old-footage-new-event"}
)
"""Techniques that deceive about what a picture shows: each half has a caption, and that is asked about."""

EVIDENCE_KINDS = (
    *("source", "reverse", "places", "map", "date", "weather", "file", "whole", "reference", "fact-check"),
)
"""What a card of evidence shows; one set holds at most one of each."""

SYNTHETIC = frozenset({"full-synthesis-face"})
"""Techniques that make a whole picture out of nothing: there is no original of the same scene."""

AUTHENTIC = "authentic-odd-looking"
"""Not a manipulation: a picture that is real as shown and has no twin."""
