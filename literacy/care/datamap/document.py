"""The page docs/privacy.md: what is written about data here, and the map as tables."""

from __future__ import annotations

from collections.abc import Iterable

from literacy.care.datamap import LEARNING, MAKING, MAP, PEOPLE, SCHOOLS, SITE, Entry, Impersonal, Personal
from literacy.care.models.clock import CEILING, DAYS_AHEAD, FLOOR, USUAL
from literacy.care.models.looks import KEPT_DAYS, MINUTES
from literacy.care.models.partings import DAYS_TO_THINK
from literacy.environment import BASE_DIR

DOCUMENT = BASE_DIR / "docs" / "privacy.md"

_HEAD = f"""# What is kept about people

What the site keeps about whom, why, for how long, and who sees it. `manage.py privacy --write` makes this page from
`literacy/care/datamap/`, and a test fails when a table or a column of the site is missing there.

## In short

- **Pupils** have a name or nickname that their teacher chose, a place in a class, and their answers. No e-mail
  address, no date of
  birth, no photo, no third party. What opens their place (words, pictures) is kept as a keyed digest only.
- **Adults** have a name, an e-mail address, a password's digest, and what they set up to sign in.
- **Guests** have a session's digest beside their answers, and no name.
- Nothing is asked of another site, and nothing is sent to one, except mails to adults and what a school's own
  sign-in provider asks.

## How long

Every school has a clock. A pupil's data are erased {USUAL} months after the pupil's last class ended: when the
class was
archived, or the pupil left it. A lead sets it from {FLOOR} to {CEILING} months. {DAYS_AHEAD} days before, the page
*Data and privacy* of
the school says how many pupils are due and when; who comes back into a class, or is given more time, is not
erased. Shortening the
clock never shortens those {DAYS_AHEAD} days. What stays is a line that says how many pupils and answers were
erased, without names.

## Taking data out

A teacher or lead can have everything about a pupil in one file, a lead everything about the school, and a pupil
their own (*My data*).
It is a ZIP with JSON, and the same as CSV in which nothing begins like a formula. Whoever asked fetches it, signed
in, by a signed link;
link and file end after `EXPORT_HOURS`. What a pupil was asked and has not been told the truth about is left out of
the
pupil's own file until it has. Codes, passwords and their digests are never given out.

## Answers for research

Off, until a lead switches it on for the school; the record keeps who did, and it is off again at any time. A lead
can then have a ZIP
with one row for every answer: no names, codes, dates or free text, pseudonyms under a key that is drawn for that file
and kept nowhere, and no class of
fewer than five. What is in it, what it protects and what not: [research-export.md](research-export.md).

## Erasing

Erasing a pupil removes the account, the places, sittings, answers, progress, sessions and lists that wait to be
read, every export that
holds them, the words of reports, the name in the administration's log and the digest beside lens costs. The access
log keeps that a page
was opened, without the pupil. Pupils have no uploads. A pupil who has a place in another school, too, keeps the
account and what belongs to no school
(lessons, practice, own reports): the other school answers for it then.

Erasing a school waits {DAYS_TO_THINK} days in which any lead can take it back. Then its pupils go as above, and
with them its classes, clips
of its own with all their files, keys, records and texts. Adults keep their account without a place in it.

What a click cannot reach, and how it ends:

- **Browsers** keep answers that could not be sent yet, for 30 days, under a key that names nobody. After the
  erasure the site takes none of
  them any more, and a browser drops what is refused. A form sent after somebody was signed out is carried in a cookie that
  only the site can read, for 8 hours at most, until that very learner is back.
- **Caches** hold sessions (removed with the person) and counters under digests, which end within ten minutes.
- **The database's own files** hold nothing of it on SQLite: what is deleted is overwritten, and the write-ahead log is emptied after each
  erasure. A PostgreSQL server overwrites the place of deleted rows in its own time (autovacuum), and keeps its log as its settings say.
- **Logs** hold numbers and addresses of pages, never a name or an answer. A proxy's own log is yours to keep short.
- **Backups** are made by whoever runs the site. Keep them no longer than you say, and after putting one back,
  erase again what
  was erased since: the list of erasures says how much and when.

## Who looked

Pages that show pupils' data write down which adult opened them, and when: one line per person, page and {MINUTES}
minutes, kept
{KEPT_DAYS} days, for the school's leads to read. What the site's keeper opens in the administration is not in it;
what they change is in the
administration's own log.

## The map

A column in *italics* is given out in no export: it would let somebody in, or tell on somebody.
"""


def document() -> str:
    """The whole page."""
    parts = [
        _HEAD,
        *_section("Accounts and ways in", PEOPLE),
        *_section("Schools and classes", SCHOOLS),
        *_section("What people did", LEARNING),
        *_section("What a school's adults make", MAKING),
        *_section("Clips, care, and the workings of the site", SITE),
        _impersonal(),
    ]
    return "\n".join(parts)


def _section(title: str, entries: Iterable[Entry]) -> list[str]:
    rows = [
        f"\n### {title}\n\n| table | whose | what | why | how long | who sees it |\n| --- | --- | --- | --- | --- | --- |"
    ]
    rows += [_row(entry) for entry in entries if isinstance(entry, Personal)]
    return rows


def _row(entry: Personal) -> str:
    what = "; ".join(
        f"{'*' if name in entry.secret else '`'}{name}{'*' if name in entry.secret else '`'} {held}"
        for name, held in entry.personal.items()
    )
    return f"| `{entry.model}` | {entry.about} | {what} | {entry.why} | {entry.term} | {entry.seen_by} |"


def _impersonal() -> str:
    lines = ["\n### Tables without data about people\n"]
    for entry in MAP:
        if isinstance(entry, Impersonal):
            lines.append(f"- {', '.join(f'`{model}`' for model in entry.models)}: {entry.why}.")
    return "\n".join(lines) + "\n"
