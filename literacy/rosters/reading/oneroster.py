"""OneRoster 1.1 as CSV in a zip: which pupils are in which classes. Nothing else in it is kept.

Source: 1EdTech, OneRoster 1.1 CSV Tables, https://www.imsglobal.org/oneroster-v11-final-csv-tables
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from literacy.rosters.reading.archive import members_of
from literacy.rosters.reading.columns import key_of
from literacy.rosters.reading.rows import MOST_ROWS, Reading, ReadingError, Row, checked
from literacy.rosters.reading.table import records_of
from literacy.rosters.reading.text import decoded, unescaped, visible

_FILES = ("manifest.csv", "orgs.csv", "users.csv", "classes.csv", "enrollments.csv", "academicsessions.csv")
_NEEDED = ("users.csv", "classes.csv", "enrollments.csv")
_MOST_LINES = 200_000

Line = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Class:
    title: str
    code: str
    is_homeroom: bool


def read_oneroster(data: bytes, *, school: str, today: date) -> Reading:
    """The pupils of the classes that run today, one row for each place; lines are those of enrollments.csv.

    Where the file marks homerooms, only those count: a pupil has one, and a dozen courses. Of a file with several
    schools only the one named `school` is read. Raises ReadingError for what is no OneRoster, for files of changes
    (delta), which say nothing without those before them, and for several schools of which none has the name.
    """
    members = members_of(data, _FILES)
    if not all(name in members for name in _NEEDED):
        raise ReadingError("no-oneroster")
    _refuse_delta(members.get("manifest.csv", b""))
    org = _org(members.get("orgs.csv", b""), school)
    over = _sessions_over(members.get("academicsessions.csv", b""), today)
    left_out: Counter[str] = Counter()
    every = _classes(members["classes.csv"], org, over, left_out)
    classes = {key: one for key, one in every.items() if one.is_homeroom} or every
    left_out["courses"] += len(every) - len(classes)
    pupils = _pupils(members["users.csv"])
    rows = _rows(members["enrollments.csv"], classes, pupils, today, left_out)
    if not rows:
        raise ReadingError("empty-oneroster")
    return Reading(tuple(rows), {code: count for code, count in left_out.items() if count})


def _lines(content: bytes) -> Iterator[tuple[int, Line]]:
    """The lines of a member by their headings; those that are to be deleted are left out. Unknown columns are, too."""
    head: list[str] = []
    for count, record in enumerate(records_of(decoded(content), ",")):
        if count > _MOST_LINES:
            raise ReadingError("too-many-rows", most=_MOST_LINES)
        if not head:
            head = [key_of(cell) for cell in record.cells]
            continue
        line = dict(zip(head, (visible(unescaped(cell)) for cell in record.cells), strict=False))
        if line.get("status", "").casefold() != "tobedeleted" and any(record.cells):
            yield record.line, line


def _refuse_delta(manifest: bytes) -> None:
    for _number, line in _lines(manifest):
        about, value = line.get("propertyname", "").casefold(), line.get("value", "").casefold()
        if (
            about.startswith("file.")
            and about[5:] in ("users", "classes", "enrollments")
            and value == "delta"
        ):
            raise ReadingError("delta")


def _org(orgs: bytes, school: str) -> str:
    """The id of the school whose classes are read; "" where the file knows of one school only."""
    schools = {
        line.get("sourcedid", ""): line.get("name", "")
        for _number, line in _lines(orgs)
        if line.get("type", "").casefold() == "school"
    }
    if len(schools) <= 1:
        return ""
    named = [key for key, name in schools.items() if key_of(name) == key_of(school)]
    if len(named) != 1:
        raise ReadingError("several-schools", count=len(schools), school=school)
    return named[0]


def _sessions_over(sessions: bytes, today: date) -> set[str]:
    return {
        line.get("sourcedid", "")
        for _number, line in _lines(sessions)
        if (end := _date(line.get("enddate", ""))) is not None and end < today
    }


def _classes(content: bytes, org: str, over: set[str], left_out: Counter[str]) -> dict[str, _Class]:
    classes: dict[str, _Class] = {}
    for _number, line in _lines(content):
        if org and line.get("schoolsourcedid", "") != org:
            left_out["other-schools"] += 1
            continue
        terms = {term.strip() for term in line.get("termsourcedids", "").split(",") if term.strip()}
        if terms and terms <= over:
            left_out["over"] += 1
            continue
        classes[line.get("sourcedid", "")] = _Class(
            line.get("title", ""),
            line.get("classcode", ""),
            line.get("classtype", "").casefold() == "homeroom",
        )
    titles = Counter(one.title.casefold() for one in classes.values())
    return {
        key: _Class(f"{one.title} {one.code}".strip(), one.code, one.is_homeroom)
        if titles[one.title.casefold()] > 1
        else one
        for key, one in classes.items()
    }


def _pupils(content: bytes) -> dict[str, str]:
    """The names of the pupils by their id; of all else that users.csv holds nothing is looked at."""
    return {
        line.get("sourcedid", ""): _name(line)
        for _number, line in _lines(content)
        if line.get("role", "").casefold() in ("student", "learner")
        and line.get("enableduser", "").casefold() not in ("false", "0")
    }


def _name(line: Line) -> str:
    # Dutch administrations put “van der” here, others a second name; a particle has no capital.
    middle = line.get("middlename", "")
    parts = [line.get("preferredfirstname", "") or line.get("givenname", "")]
    parts += [middle if middle == middle.lower() else "", line.get("familyname", "")]
    return " ".join(part for part in parts if part)


def _rows(
    content: bytes,
    classes: dict[str, _Class],
    pupils: dict[str, str],
    today: date,
    left_out: Counter[str],
) -> list[Row]:
    rows: list[Row] = []
    for number, line in _lines(content):
        key, who = line.get("classsourcedid", ""), line.get("usersourcedid", "")
        if line.get("role", "").casefold() not in ("student", "learner"):
            left_out["adults"] += 1
            continue
        begin, end = _date(line.get("begindate", "")), _date(line.get("enddate", ""))
        if (end is not None and end < today) or (begin is not None and begin > today):
            left_out["not-now"] += 1
            continue
        if key not in classes:
            left_out["places-elsewhere"] += 1
            continue
        problem = "" if who in pupils else "unknown-pupil"
        rows.append(checked(number, pupils.get(who, ""), classes[key].title, who, problem))
        if len(rows) > MOST_ROWS:
            raise ReadingError("too-many-rows", most=MOST_ROWS)
    return rows


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
