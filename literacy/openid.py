"""Reading which OpenID Connect providers let adults in, as one variable of the environment says it."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

_KEYS = {"id", "name", "issuer", "client_id", "secret", "verified_domains"}
_NEEDED = ("id", "name", "issuer", "client_id", "secret")
_ANYBODYS = re.compile(r"/(common|organizations|consumers)(/|$)", re.IGNORECASE)
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def read_providers(value: str) -> list[dict[str, Any]]:
    """The providers of a JSON list, in the shape that allauth wants them. Raises ValueError with half a sentence.

    Each has `id` (part of its address here), `name` (on its button), `issuer`, `client_id` and `secret`, and may have
    `verified_domains`: domains whose e-mail addresses count as verified where the provider does not say so itself.
    """
    if not value:
        return []
    try:
        entries = json.loads(value)
    except ValueError:
        raise ValueError("must be a list in JSON, as docs/sign-in.md shows") from None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError("must be a list in JSON, as docs/sign-in.md shows")
    providers = [_provider(entry) for entry in entries]
    ids = [provider["provider_id"] for provider in providers]
    if len(set(ids)) < len(ids):
        raise ValueError("names two providers with the same id")
    return providers


def _provider(entry: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise ValueError(f"has a provider with the unknown key {unknown[0]}")
    for key in _NEEDED:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise ValueError(f"has a provider without {key}")
    if not re.fullmatch(r"[a-z0-9-]{1,30}", entry["id"]):
        raise ValueError("has a provider whose id is not made of small letters, digits and hyphens")
    address = urlsplit(entry["issuer"])
    if not address.hostname or not (
        address.scheme == "https" or (address.scheme == "http" and address.hostname in _LOOPBACK)
    ):
        raise ValueError("has an issuer that does not begin with https:")
    if address.hostname == "login.microsoftonline.com" and _ANYBODYS.match(address.path):
        raise ValueError("has an issuer of Microsoft that is not the school's own tenant")
    domains = entry.get("verified_domains", [])
    if not isinstance(domains, list) or not all(isinstance(domain, str) and domain for domain in domains):
        raise ValueError("has verified_domains that are not a list of domains")
    return {
        "provider_id": entry["id"],
        "name": entry["name"].strip(),
        "client_id": entry["client_id"],
        "secret": entry["secret"],
        "settings": {
            "server_url": entry["issuer"].rstrip("/"),
            "oauth_pkce_enabled": True,
            "verified_email": domains,
        },
    }
