"""The keys of a site: a root that lasts, an authority and an identity for every shelf, and the roots that are trusted besides.

They lie in one folder that only its owner may open. The root may be given from outside instead; then its key
is in no file, and what lies in the folder can be issued again.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509

from quizzes.provenance.certificates import (
    IDENTITY_DAYS,
    SCHOOL_DAYS,
    Authority,
    Identity,
    extended,
    issue_authority,
    issue_identity,
    make_authority,
    may_have_authorities,
    subject_of,
    valid_until,
)
from quizzes.provenance.key_files import KeyringError, locked, read_key, write_key
from quizzes.provenance.pem import PemError, authority_of, certificates_in, identity_of

__all__ = ["LIBRARY_NAME", "RENEW", "Held", "Keyring", "KeyringError"]

LIBRARY_NAME = "library"
RENEW = timedelta(days=30)
"""So long before an identity ends another one is issued: what was signed is trusted no longer than its certificate."""

_ROOT, _AUTHORITIES, _IDENTITIES = "root.pem", "authorities", "identities"
_FORMER, _TRUSTED = "former", "trusted"
_SHELF = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
# What is issued ends on a whole day, and so up to one before what it stands under.
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Held:
    """One certificate the site has: whose (`root`, `library`, a shelf, its `authority`), in whose name, until when (UTC)."""

    what: str
    organisation: str
    until: datetime


class Keyring:
    """The keys in `folder`; `given` is a root that stands in the settings and not in the folder."""

    def __init__(self, folder: Path, given: Authority | None = None) -> None:
        self.folder, self._given = folder, given

    @property
    def has_root(self) -> bool:
        """Whether anything can be signed."""
        return self._given is not None or (self.folder / _ROOT).is_file()

    @property
    def root_is_given(self) -> bool:
        """Whether the root comes from the settings, so that it is neither made nor replaced here."""
        return self._given is not None

    def root(self) -> Authority:
        """Return the root with its key. Raises `KeyringError`."""
        if self._given is not None:
            return self._given
        try:
            return authority_of((self.folder / _ROOT).read_text(encoding="ascii"))
        except FileNotFoundError as error:
            raise KeyringError(
                "There is no root certificate yet. Run `manage.py credentials init`."
            ) from error
        except (OSError, PemError, UnicodeDecodeError) as error:
            raise KeyringError(f"{self.folder / _ROOT} cannot be used: {error}") from error

    def anchors(self) -> tuple[str, ...]:
        """Return the roots (PEM) whose signatures count as trusted: ours, our former ones, and those put into `trusted`."""
        own = [self.root().certificate] if self.has_root else []
        files = [
            path for folder in (_FORMER, _TRUSTED) for path in sorted((self.folder / folder).glob("*.pem"))
        ]
        others = [each for path in files for each in certificates_in(path.read_text(encoding="ascii"))]
        return tuple(dict.fromkeys(own + others))

    def make_root(self, organisation: str, *, now: datetime) -> bool:
        """Make a root unless there is one; returns whether it was made."""
        with locked(self.folder):
            if self.has_root:
                return False
            self._write_root(make_authority(organisation, now=now))
            return True

    def extend_root(self) -> bool:
        """Certify a root anew that may have no authorities under it; returns whether that was done.

        Key, name and end stay, and the old certificate stays trusted. A root from the settings stays as it is.
        """
        with locked(self.folder):
            if self._given is not None or may_have_authorities(self.root()):
                return False
            former = self.root()
            fresh = extended(former)
            self._keep_former(former)
            self._write_root(fresh)
            return True

    def replace_root(self, organisation: str, *, now: datetime) -> None:
        """Make another root; the certificate of the former one stays trusted, its key is gone. Raises `KeyringError`."""
        if self._given is not None:
            raise KeyringError("The root stands in CREDENTIALS_ROOT: put another one there.")
        with locked(self.folder):
            self._keep_former(self.root())
            self._write_root(make_authority(organisation, now=now))

    def identity(self, shelf: str, organisation: str, *, now: datetime) -> Identity:
        """Return what signs for a shelf, issued anew where there is none under this root and name or it ends soon.

        It stands under the shelf's own authority, which is issued with it where need be. Raises `KeyringError`
        where there is no root, or nothing can be written.
        """
        found = self._kept(shelf, organisation, now)
        if found is not None:
            return found
        with locked(self.folder):
            return self._kept(shelf, organisation, now) or self._issue(shelf, organisation, now)

    def rotate(self, shelf: str, organisation: str, *, now: datetime, authority: bool = False) -> Identity:
        """Issue another identity for a shelf at once, and with `authority` another authority over it.

        Former keys are overwritten; what was signed with them stays trusted. Raises `KeyringError`.
        """
        with locked(self.folder):
            if authority:
                self._place_of(shelf, _AUTHORITIES).unlink(missing_ok=True)
            return self._issue(shelf, organisation, now)

    def forget(self, shelf: str) -> None:
        """Remove the keys of a shelf that is gone; what it signed stays as trusted as it was."""
        for folder in (_IDENTITIES, _AUTHORITIES):
            self._place_of(shelf, folder).unlink(missing_ok=True)

    def held(self) -> list[Held]:
        """Return what there is, the root first. Raises `KeyringError`."""
        found = [_held("root", self.root().certificate)] if self.has_root else []
        for folder, named in ((_AUTHORITIES, "authority {}"), (_IDENTITIES, "{}")):
            for path in sorted((self.folder / folder).glob("*.pem")):
                first = certificates_in(path.read_text(encoding="ascii"))[0]
                found.append(_held(named.format(path.stem), first))
        return found + [
            _held(f"{folder} {path.stem}", each)
            for folder in (_FORMER, _TRUSTED)
            for path in sorted((self.folder / folder).glob("*.pem"))
            for each in certificates_in(path.read_text(encoding="ascii"))
        ]

    def open_to_others(self) -> list[Path]:
        """Return the files with keys, and their folder, that others on this machine may read."""
        keys = [
            path for folder in (_AUTHORITIES, _IDENTITIES) for path in (self.folder / folder).glob("*.pem")
        ]
        paths = [self.folder, self.folder / _ROOT, *keys]
        return [path for path in paths if path.exists() and path.stat().st_mode & 0o077]

    def _kept(self, shelf: str, organisation: str, now: datetime) -> Identity | None:
        text = read_key(self._place_of(shelf, _IDENTITIES))
        try:
            found = identity_of(text)
        except PemError:
            return None
        over = self._authority(shelf, organisation, now)
        if over is None or certificates_in(found.chain)[1:] != certificates_in(over.certificate + over.above):
            return None
        ours = subject_of(found.chain) == organisation[:64]
        return found if ours and valid_until(found.chain) > now + RENEW else None

    def _authority(self, shelf: str, organisation: str, now: datetime) -> Authority | None:
        """Return what identities of a shelf stand under, None where it is not there or must be issued anew.

        It must outlast an identity that is issued today, unless the root itself does not. A root that may have
        none under it stands for them all.
        """
        root = self.root()
        if not may_have_authorities(root):
            return root
        try:
            found = authority_of(read_key(self._place_of(shelf, _AUTHORITIES)))
        except PemError:
            return None
        ours = found.above == root.certificate and subject_of(found.certificate) == organisation[:64]
        needed = min(now + timedelta(days=IDENTITY_DAYS), valid_until(root.certificate))
        return found if ours and valid_until(found.certificate) + _A_DAY >= needed else None

    def _issue(self, shelf: str, organisation: str, now: datetime) -> Identity:
        over = self._authority(shelf, organisation, now)
        if over is None:
            root = self.root()
            days = _days_under(root, now, SCHOOL_DAYS)
            over = issue_authority(root, organisation, now=now, days=days)
            write_key(
                self.folder, self._place_of(shelf, _AUTHORITIES), over.key + over.certificate + over.above
            )
        days = _days_under(over, now, IDENTITY_DAYS)
        fresh = issue_identity(over, organisation, now=now, days=days)
        write_key(self.folder, self._place_of(shelf, _IDENTITIES), fresh.key + fresh.chain)
        return fresh

    def _place_of(self, shelf: str, folder: str) -> Path:
        if shelf and (_SHELF.fullmatch(shelf) is None or shelf == LIBRARY_NAME):
            raise KeyringError(f"There can be no identity for the shelf {shelf!r}.")
        return self.folder / folder / f"{shelf or LIBRARY_NAME}.pem"

    def _keep_former(self, root: Authority) -> None:
        name = hashlib.sha256(root.certificate.encode()).hexdigest()[:16]
        write_key(self.folder, self.folder / _FORMER / f"{name}.pem", root.certificate)

    def _write_root(self, root: Authority) -> None:
        write_key(self.folder, self.folder / _ROOT, root.key + root.certificate)


def _days_under(over: Authority, now: datetime, most: int) -> int:
    """How many days something may be valid that is issued now. Raises `KeyringError` where it would be too few."""
    days = min((valid_until(over.certificate) - now).days, most)
    if days <= RENEW.days:
        raise KeyringError("The root certificate ends soon. Run `manage.py credentials rotate --root`.")
    return days


def _held(what: str, certificate: str) -> Held:
    found = x509.load_pem_x509_certificate(certificate.encode())
    return Held(what, subject_of(certificate), found.not_valid_after_utc)
