"""Why an upload or a draft did not become a pair, in sentences for the person who gave it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNKNOWN = "damaged"
REASONS: dict[str, str | Promise] = {
    "empty": _("This file is empty. Choose it again, or take it from its source once more."),
    "unknown": _(
        "This is not a file we can use. Photos: JPEG, PNG or WebP. Videos: MP4, MOV, WebM, MKV or MPEG. "
        "Sounds: WAV, MP3, M4A, FLAC or Ogg."
    ),
    "heic": _("This photo is a HEIC or AVIF file. Save or export it as JPEG first."),
    "damaged": _("This file is damaged or not complete. Try it again from its source."),
    "too-big": _("This file is too large. Make it smaller or shorter first."),
    "too-many-pixels": _(
        "This picture is larger than we can use: at most 60 million pixels for a photo, and 4096 by 2304 for "
        "a video. Make it smaller first."
    ),
    "too-small": _("This picture is too small to look at closely: both sides need at least 64 pixels."),
    "too-long": _("This lasts too long. Cut it shorter first."),
    "too-long-film": _("This video is longer than 60 seconds. Cut out the part you need first."),
    "too-long-sound": _("This recording is longer than 10 minutes. Cut out the part you need first."),
    "too-short": _("This recording is shorter than half a second."),
    "too-many-streams": _(
        "This file has more tracks in it than we can use. Save it with one video and one sound."
    ),
    "one-picture": _("This video has only one picture in it. Upload it as a photo."),
    "size-changes": _("This video changes its size on the way. Save it anew in one size first."),
    "codec": _("This file is kept in a way we cannot read. Save it anew as MP4 (H.264 and AAC)."),
    "silent": _("Nothing can be heard in this recording."),
    "no-sound": _("There is no sound in this file."),
    "too-heavy": _(
        "Opening this file took more time or memory than we give. Save it anew, smaller and plainer."
    ),
    "disk-full": _(
        "The site has no room left for this file. Tell the person who looks after the site, then upload it again."
    ),
    "no-place": _("The site could not keep this file. Tell the person who looks after the site."),
    "interrupted": _("Work on this was broken off several times. Try again."),
    "not-made": _("This change could not be made. Choose another place or a smaller change, and try again."),
}


def sentence_for(key: str) -> str:
    """The sentence for a reason; a reason that nobody wrote one for is a damaged file."""
    return str(REASONS.get(key, REASONS[UNKNOWN])) if key else ""
