"""The keys that sign Content Credentials: made, looked at, replaced."""

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from literacy.classroom.shelves import names_by_shelf
from quizzes.clips.credentials import keyring, organisation_of
from quizzes.clips.models import LIBRARY
from quizzes.provenance.certificates import extended, fingerprint_of, may_have_authorities
from quizzes.provenance.keyring import LIBRARY_NAME, Keyring, KeyringError
from quizzes.provenance.pem import PemError


class Command(BaseCommand):
    help = (
        "init: make the root, and for the library and every school an authority and an identity under it; "
        "status: show them; rotate: replace them (docs/credentials.md)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("init", help="make what is missing; safe to be run again")
        verbs.add_parser("status", help="show whose certificates there are, and until when")
        rotate = verbs.add_parser("rotate", help="replace keys; what was signed before stays trusted")
        chosen = rotate.add_mutually_exclusive_group(required=True)
        chosen.add_argument(
            "--shelf", help=f"whose identity: {LIBRARY_NAME}, or school-N as `status` shows it"
        )
        chosen.add_argument("--all", action="store_true", help="every identity")
        chosen.add_argument("--root", action="store_true", help="the root, and all that stands under it")
        rotate.add_argument(
            "--authority",
            action="store_true",
            help="with --shelf or --all: the authority over the identity, too",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['verb']}")(keyring(), options)
        except (KeyringError, PemError) as error:
            raise CommandError(str(error)) from error

    def _init(self, keys: Keyring, options: dict[str, Any]) -> None:
        now = datetime.now(UTC)
        made = keys.make_root(organisation_of(LIBRARY), now=now)
        is_extended = keys.extend_root()
        for shelf in self._shelves():
            keys.identity(shelf, organisation_of(shelf), now=now)
        fingerprint = fingerprint_of(keys.root().certificate)
        if made:
            self.stdout.write(f"A root was made. Its fingerprint: {fingerprint}")
        elif is_extended:
            self.stdout.write(
                "The root got a new certificate for the same key, so that each school may have its own authority under it. "
                f"What was signed before stays trusted. Its fingerprint is now: {fingerprint}"
            )
        else:
            self.stdout.write("The root was there already.")
        if not may_have_authorities(keys.root()):
            self.stdout.write(
                "The certificate in CREDENTIALS_ROOT allows no authorities under it, so schools sign directly under the root. "
                "To give each its own, put this certificate in its place, leave the key as it is, and run "
                f"`credentials init` again:\n{extended(keys.root()).certificate}"
            )

    def _status(self, keys: Keyring, options: dict[str, Any]) -> None:
        if not keys.has_root:
            raise CommandError("Nothing can be signed yet. Run `manage.py credentials init`.")
        now = datetime.now(UTC)
        if keys.root_is_given:
            self.stdout.write("The root comes from CREDENTIALS_ROOT.")
        self.stdout.write(f"Fingerprint of the root: {fingerprint_of(keys.root().certificate)}")
        for held in keys.held():
            ended = " (ended)" if held.until <= now else ""
            self.stdout.write(f"{held.what:32}  until {held.until:%Y-%m-%d}{ended}  {held.organisation}")
        if not may_have_authorities(keys.root()):
            self.stdout.write("No school has an authority of its own yet. Run `manage.py credentials init`.")
        if loose := keys.open_to_others():
            raise CommandError(
                f"Others on this machine can read {', '.join(map(str, loose))}. Take that right away from them (chmod go=), "
                "then run `manage.py credentials rotate --root`."
            )

    def _rotate(self, keys: Keyring, options: dict[str, Any]) -> None:
        now = datetime.now(UTC)
        if options["root"]:
            keys.replace_root(organisation_of(LIBRARY), now=now)
        known = self._shelves()
        shelves = known
        if options["shelf"] is not None:
            shelves = [shelf for shelf in known if (shelf or LIBRARY_NAME) == options["shelf"]]
            if not shelves:
                raise CommandError(f"There is no shelf {options['shelf']}; `credentials status` names them.")
        for shelf in shelves:
            keys.rotate(shelf, organisation_of(shelf), now=now, authority=options["authority"])
        self.stdout.write(f"Identities replaced: {len(shelves)}. What was signed before stays trusted.")

    def _shelves(self) -> list[str]:
        return [LIBRARY, *names_by_shelf()]
