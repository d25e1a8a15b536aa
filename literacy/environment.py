"""Every environment variable the site reads, in one list, with its reading and its check."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from literacy import readings
from literacy.openid import read_providers

BASE_DIR = Path(__file__).resolve().parent.parent


class SettingError(Exception):
    """A variable that stops the start; its text is a sentence that names the variable."""


@dataclass(frozen=True)
class Variable:
    """One variable: its name, how it is read, what it is when it is not set, and what it is for.

    is_secret: what it holds is never said, not even when it is wrong.
    """

    name: str
    read: Callable[[str], Any]
    default: str
    help: str
    needed_in_production: bool = False
    is_secret: bool = False


VARIABLES: tuple[Variable, ...] = (
    Variable(
        "MODE",
        readings.choice("embedded", "production"),
        "embedded",
        "`embedded` needs nothing else; `production` expects a secret, host names and HTTPS.",
    ),
    Variable(
        "DEMO",
        readings.switch,
        "0",
        "1 shows the demo school's sign-ins on the front page. Never set it on a real school's site.",
    ),
    Variable(
        "DEBUG", readings.switch, "0", "1 shows Django's error pages to a developer. Refused in production."
    ),
    Variable(
        "SECRET_KEY",
        readings.secret,
        "",
        "Signs sessions, media links and pupils' codes. Embedded mode keeps one in VAR_DIR.",
        needed_in_production=True,
        is_secret=True,
    ),
    Variable(
        "ALLOWED_HOSTS",
        readings.parts,
        "localhost,127.0.0.1,[::1]",
        "Host names the site answers to, separated by commas.",
        needed_in_production=True,
    ),
    Variable(
        "VAR_DIR",
        readings.folder,
        str(BASE_DIR / "var"),
        "Folder for the database, media, caches and logs of this site.",
    ),
    Variable(
        "DATABASE_URL",
        readings.address("sqlite", "postgres", "postgresql"),
        "",
        "Where the data are; without it a SQLite file in VAR_DIR. Example: postgresql://user:word@host/name",
    ),
    Variable(
        "BROKER_URL",
        readings.address("redis", "rediss", "amqp", "amqps"),
        "",
        "Celery's broker. Without it one worker process beside the web process does the background work.",
    ),
    Variable(
        "CACHE_URL",
        readings.address("redis", "rediss"),
        "",
        "A Redis address for the cache. Without it each process keeps its own.",
    ),
    Variable("HOST", readings.text, "127.0.0.1", "Address that `manage.py serve` listens on."),
    Variable("PORT", readings.number(1, 65535), "8000", "Port that `manage.py serve` listens on."),
    Variable(
        "SITE_LANGUAGE",
        readings.choice("nl", "en"),
        "nl",
        "Language for visitors whose browser asks for neither Dutch nor English.",
    ),
    Variable(
        "TIME_ZONE",
        readings.zone,
        "Europe/Amsterdam",
        "Time zone of new schools and of the site's own pages.",
    ),
    Variable(
        "LIBRARY_WORKERS",
        readings.number(0, 64),
        "0",
        "Processes that build the library; 0 means one per processor core.",
    ),
    Variable(
        "LIBRARY_CACHE",
        readings.folder,
        "",
        "Folder where downloaded originals are kept; without it, `originals` in VAR_DIR.",
    ),
    Variable(
        "LIBRARY_TIERS",
        readings.number(1, 2),
        "2",
        "How much of the library there is to be: 2 has its large part fetched and made in the background while "
        "the site serves, 1 leaves that out.",
    ),
    Variable(
        "UPLOAD_MAX_MB",
        readings.number(1, 300),
        "300",
        "How large a photo, video or sound may be that a teacher uploads, in millions of bytes.",
    ),
    Variable(
        "STUDIO_QUOTA_MB",
        readings.number(1, 1_000_000),
        "5000",
        "How much the clips and pairs of one school's own may take together, in millions of bytes.",
    ),
    Variable(
        "LENS_SECONDS",
        readings.number(5, 600),
        "120",
        "How many processor seconds of lenses one person may have made within ten minutes; what was made before is free.",
    ),
    Variable(
        "SIGNER_NAME",
        readings.text,
        "Second Look",
        "In whose name the library's files are signed with Content Credentials; a school's own are signed in its name.",
    ),
    Variable(
        "CREDENTIALS_DIR",
        readings.folder,
        "",
        "Folder for the keys that sign, which nobody else may open; without it, `credentials` in VAR_DIR.",
    ),
    Variable(
        "CREDENTIALS_ROOT",
        readings.root,
        "",
        "Root certificate and its private key (PEM, `\\n` may stand for line ends) for several hosts under one root. "
        "Without it the root lies in CREDENTIALS_DIR.",
        is_secret=True,
    ),
    Variable(
        "MEDIA_LINK_SECONDS", readings.number(60, 86400), "7200", "How long a link to a clip stays valid."
    ),
    Variable(
        "EXPORT_HOURS",
        readings.number(1, 168),
        "24",
        "How many hours a file with somebody's data can be fetched before it is deleted.",
    ),
    Variable(
        "JOB_LEASE_SECONDS",
        readings.number(2, 3600),
        "30",
        "How long a silent worker keeps a job before another takes it over.",
    ),
    Variable(
        "JOB_TRIES", readings.number(1, 20), "3", "How often a job is tried before it is called failed."
    ),
    Variable(
        "JOINS_PER_MINUTE",
        readings.number(10, 100000),
        "600",
        "Wrong class or personal codes accepted per minute from one address before it must wait.",
    ),
    Variable(
        "PUPIL_IDLE_MINUTES",
        readings.number(2, 480),
        "20",
        "After how many minutes without a touch a pupil is signed out, so that the next one finds nobody's page.",
    ),
    Variable(
        "EMAIL_URL",
        readings.address("smtps", "smtp+starttls", "smtp"),
        "",
        "Mail server (smtps://, smtp+starttls:// or smtp://user:password@host); without it see docs/sign-in.md.",
    ),
    Variable("FROM_EMAIL", readings.text, "Second Look <noreply@localhost>", "Sender of the site's mails."),
    Variable(
        "OIDC_PROVIDERS",
        read_providers,
        "",
        "OpenID Connect providers that let adults in (Google, Microsoft, SURFconext, …) as a list in JSON; see docs/sign-in.md.",
        is_secret=True,
    ),
    Variable(
        "SECOND_FACTOR",
        readings.choice("optional", "required"),
        "optional",
        "`required` has every adult of the site set up an app or a passkey beside the password. A school can decide it for itself, too.",
    ),
    Variable(
        "PROXIES",
        readings.number(0, 5),
        "0",
        "How many proxies of your own stand before the site (for the visitor's address and HTTPS).",
    ),
    Variable(
        "LOG_LEVEL", readings.choice("DEBUG", "INFO", "WARNING", "ERROR"), "INFO", "How much is logged."
    ),
)


def read_environment(source: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Read and check every variable of the list.

    Returns a mapping from variable name to its read value. Raises SettingError with one sentence per wrong or
    missing variable, all of them at once.
    """
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for variable in VARIABLES:
        raw = source.get(variable.name, "").strip()
        try:
            values[variable.name] = (
                variable.read(raw or variable.default) if (raw or variable.default) else variable.default
            )
        except ValueError as error:
            shown = variable.name if variable.is_secret else f"{variable.name} is {raw!r}, but it"
            wrong.append(f"{shown} {error}.")
    if values.get("MODE") == "production":
        wrong += [
            f"{v.name} is not set, and production mode needs it: {v.help}"
            for v in VARIABLES
            if v.needed_in_production and not source.get(v.name, "").strip()
        ]
        wrong += [
            f"{name} is on, and production mode refuses it." for name in ("DEBUG", "DEMO") if values.get(name)
        ]
    if wrong:
        raise SettingError("The site cannot start with these settings:\n  " + "\n  ".join(wrong))
    return values
