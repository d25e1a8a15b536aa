"""The keys of a site: a root that lasts, an identity for every shelf, and the roots that are trusted besides.

They lie in one folder that only its owner may open. The root may be given from outside instead; then its key
is in no file, and what lies in the folder are identities that can be issued again.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from fcntl import LOCK_EX, flock
from pathlib import Path

from cryptography import x509

from quizzes.provenance.certificates import (
    Authority,
    Identity,
    issue_identity,
    make_authority,
    subject_of,
    valid_until,
)
from quizzes.provenance.pem import PemError, authority_of, certificates_in, identity_of

LIBRARY_NAME = "library"
RENEW = timedelta(days=30)
"""So long before an identity ends another one is issued: what was signed is trusted no longer than its certificate."""

_ROOT, _IDENTITIES, _FORMER, _TRUSTED = "root.pem", "identities", "former", "trusted"
_SHELF = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


class KeyringError(Exception):
    """The keys are not there or not in order; `str(error)` is a sentence for whoever looks after the site."""


@dataclass(frozen=True)
class Held:
    """One certificate the site has: whose (`root`, `library`, a shelf), in whose name, until when (UTC)."""

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
        with self._locked():
            if self.has_root:
                return False
            self._write_root(make_authority(organisation, now=now))
            return True

    def replace_root(self, organisation: str, *, now: datetime) -> None:
        """Make another root; the certificate of the former one stays trusted, its key is gone. Raises `KeyringError`."""
        if self._given is not None:
            raise KeyringError("The root stands in CREDENTIALS_ROOT: put another one there.")
        with self._locked():
            former = self.root().certificate
            name = hashlib.sha256(former.encode()).hexdigest()[:16]
            self._write(self.folder / _FORMER / f"{name}.pem", former)
            self._write_root(make_authority(organisation, now=now))

    def identity(self, shelf: str, organisation: str, *, now: datetime) -> Identity:
        """Return what signs for a shelf, issued anew where there is none under this root and name or it ends soon.

        Raises `KeyringError` where there is no root, or nothing can be written.
        """
        found = self._kept(shelf, organisation, now)
        if found is not None:
            return found
        with self._locked():
            return self._kept(shelf, organisation, now) or self._issue(shelf, organisation, now)

    def rotate(self, shelf: str, organisation: str, *, now: datetime) -> Identity:
        """Issue another identity for a shelf at once; the former key is overwritten. Raises `KeyringError`."""
        with self._locked():
            return self._issue(shelf, organisation, now)

    def forget(self, shelf: str) -> None:
        """Remove the identity of a shelf that is gone; what it signed stays as trusted as it was."""
        self._place_of(shelf).unlink(missing_ok=True)

    def held(self) -> list[Held]:
        """Return what there is, the root first. Raises `KeyringError`."""
        found = [_held("root", self.root().certificate)] if self.has_root else []
        for path in sorted((self.folder / _IDENTITIES).glob("*.pem")):
            found.append(_held(path.stem, certificates_in(path.read_text(encoding="ascii"))[0]))
        return found + [
            _held(f"{folder} {path.stem}", each)
            for folder in (_FORMER, _TRUSTED)
            for path in sorted((self.folder / folder).glob("*.pem"))
            for each in certificates_in(path.read_text(encoding="ascii"))
        ]

    def open_to_others(self) -> list[Path]:
        """Return the files with keys, and their folder, that others on this machine may read."""
        paths = [self.folder, self.folder / _ROOT, *(self.folder / _IDENTITIES).glob("*.pem")]
        return [path for path in paths if path.exists() and path.stat().st_mode & 0o077]

    def _kept(self, shelf: str, organisation: str, now: datetime) -> Identity | None:
        try:
            text = self._place_of(shelf).read_text(encoding="ascii")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise KeyringError(f"{error.filename} cannot be read: {error.strerror}.") from error
        try:
            found = identity_of(text)
        except PemError:
            return None
        ends = valid_until(found.chain)
        ours = found.chain.endswith(self.root().certificate) and subject_of(found.chain) == organisation[:64]
        return found if ours and ends > now + RENEW else None

    def _issue(self, shelf: str, organisation: str, now: datetime) -> Identity:
        root = self.root()
        days = min((valid_until(root.certificate) - now).days, 397)
        if days <= RENEW.days:
            raise KeyringError("The root certificate ends soon. Run `manage.py credentials rotate --root`.")
        fresh = issue_identity(root, organisation, now=now, days=days)
        self._write(self._place_of(shelf), fresh.key + fresh.chain)
        return fresh

    def _place_of(self, shelf: str) -> Path:
        if shelf and (_SHELF.fullmatch(shelf) is None or shelf == LIBRARY_NAME):
            raise KeyringError(f"There can be no identity for the shelf {shelf!r}.")
        return self.folder / _IDENTITIES / f"{shelf or LIBRARY_NAME}.pem"

    def _write_root(self, root: Authority) -> None:
        self._write(self.folder / _ROOT, root.key + root.certificate)

    def _write(self, path: Path, text: str) -> None:
        """Write a file that its owner alone may read: whole, or not at all."""
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            self._make_folder(path.parent)
            fresh.unlink(missing_ok=True)
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError as error:
            raise KeyringError(f"{path} cannot be written: {error.strerror}.") from error

    def _make_folder(self, folder: Path) -> None:
        for each in (self.folder, folder):
            if not each.is_dir():
                each.mkdir(mode=0o700, parents=True, exist_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Web and worker may need the same identity at the same moment; one of them issues it."""
        try:
            self._make_folder(self.folder)
            lock = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise KeyringError(f"{self.folder} cannot be written: {error.strerror}.") from error
        try:
            flock(lock, LOCK_EX)
            yield
        finally:
            os.close(lock)


def _held(what: str, certificate: str) -> Held:
    found = x509.load_pem_x509_certificate(certificate.encode())
    return Held(what, subject_of(certificate), found.not_valid_after_utc)
