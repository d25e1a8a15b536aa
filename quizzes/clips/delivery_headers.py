"""The response headers a media file travels with: the same whatever it shows."""

from quizzes.clips.models import Rendition


def media_headers(rendition: Rendition) -> dict[str, str]:
    """Return all headers that describe a whole file; the leak audit reads the very same.

    No ETag and no Last-Modified: both would come from the file, and could tell when or from what it was made.
    """
    return {
        "Content-Type": rendition.mime,
        "Content-Length": str(rendition.size),
        "Content-Disposition": "inline",
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=3600, immutable",
        "X-Content-Type-Options": "nosniff",
    }
