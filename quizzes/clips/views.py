"""The public pages about Content Credentials: in words, and the root certificate to take along."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quizzes.clips.credential_words import STATES
from quizzes.clips.credentials import keyring, organisation_of
from quizzes.clips.models import LIBRARY
from quizzes.provenance.certificates import fingerprint_of, valid_until


@require_safe
def credentials(request: HttpRequest) -> HttpResponse:
    """What Content Credentials are, what they do not prove, and how to trust those of this site."""
    keys = keyring()
    context: dict[str, Any] = {"states": [(state, *words) for state, words in STATES.items()]}
    if keys.has_root:
        root = keys.root().certificate
        context |= {
            "fingerprint": fingerprint_of(root),
            "until": valid_until(root),
            "organisation": organisation_of(LIBRARY),
        }
    return render(request, "clips/credentials.html", context)


@require_safe
def root_certificate(request: HttpRequest) -> HttpResponse:
    """The certificate of the root (PEM), which is public; the key that belongs to it is never served."""
    keys = keyring()
    if not keys.has_root:
        raise Http404
    return HttpResponse(
        keys.root().certificate,
        content_type="application/x-pem-file",
        headers={"Content-Disposition": 'attachment; filename="second-look-root.pem"'},
    )
