"""What the columns of a list hold, by their headings in Dutch and English; what is private is never taken along."""

import re
import unicodedata
from collections.abc import Sequence

from literacy.rosters.reading.rows import Record, Row, Table, checked
from literacy.rosters.reading.text import unescaped, visible

ID, NAME, FIRST, MIDDLE, LAST, CLASS = "id", "name", "first", "middle", "last", "class"
ROLES = (NAME, FIRST, MIDDLE, LAST, CLASS, ID)
MOST_COLUMNS = 12
_SEEN = 200

_WORDS: dict[str, str] = {
    ID: "id|sourcedid|sourceid|pupilid|studentid|learnerid|pupilnumber|studentnumber|studentno|admissionnumber"
    "|identifier|number|nummer|nr|leerlingnummer|leerlingnr|leerlingid|llnr|llnummer|stamnr|stamnummer|extern id",
    NAME: "name|fullname|pupil|pupilname|student|studentname|learner|displayname|nickname"
    "|naam|volledigenaam|leerling|leerlingnaam|naamleerling|weergavenaam|bijnaam",
    FIRST: "firstname|givenname|first|forename|preferredname|preferredfirstname|calledname"
    "|voornaam|voornamen|roepnaam",
    MIDDLE: "middlename|infix|prefix|nameprefix|tussenvoegsel|tussenvoegsels|tussenv|tv|voorvoegsel|voorvoegsels",
    LAST: "lastname|surname|familyname|last|achternaam|familienaam|geslachtsnaam",
    CLASS: "class|classroom|classname|homeroom|form|group|tutorgroup|registrationgroup"
    "|klas|klasnaam|klascode|groep|stamklas|basisgroep|lesgroep|stamgroep",
}
_PRIVATE = re.compile(
    "mail|birth|dob|geboorte|gebdat|phone|telefo|mobile|mobiel|gsm|sms|address|adres|postcode|postal|zip|street|straat"
    "|woonplaats|bsn|sofi|gender|geslacht|sex|password|wachtwoord|parent|ouder|verzorger|guardian|login|username"
    "|gebruikersnaam|nationalit|religi|iban|medical|medisch|zorg"
)
_ROLE_OF = {word.replace(" ", ""): role for role, words in _WORDS.items() for word in words.split("|")}
_PRIVATE_VALUE = re.compile(
    r"\S+@\S+\.\S+|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?:\+|00)\d[\d ()-]{7,}|0\d[\d -]{8,}\Z"
)


def key_of(heading: str) -> str:
    """A heading without case, accents, spaces and marks."""
    plain = unicodedata.normalize("NFKD", heading[:_SEEN]).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def role_of(heading: str) -> str:
    """What a column with this heading holds, one of ROLES; "" for a heading nobody knows, or one of something private."""
    return _ROLE_OF.get(key_of(heading), "")


def is_private(heading: str) -> bool:
    """Whether a heading speaks of what this site never keeps: addresses, dates of birth, parents and the like."""
    key = key_of(heading)
    return key not in _ROLE_OF and bool(_PRIVATE.search(key))


def is_head(cells: Sequence[str]) -> bool:
    """Whether a first line holds headings: one that says what a pupil is called, or two that are known at all."""
    roles = [role_of(cell) for cell in cells]
    if any(role in (NAME, FIRST, LAST) for role in roles):
        return True
    return sum(bool(role) or is_private(cell) for role, cell in zip(roles, cells, strict=True)) >= 2


def roles_by_head(head: Sequence[str]) -> list[str]:
    """The role of each column, every role once; "" for a column that is not taken."""
    roles: list[str] = []
    for heading in head:
        role = role_of(heading)
        roles.append(role if role not in roles else "")
    if FIRST in roles and NAME in roles and LAST not in roles:
        roles[roles.index(NAME)] = LAST  # “Roepnaam; Naam”: the name of the family
    elif NAME in roles:
        roles = ["" if role in (FIRST, MIDDLE, LAST) else role for role in roles]
    return roles


def names_somebody(roles: Sequence[str]) -> bool:
    """Whether these columns say what pupils are called."""
    return any(role in (NAME, FIRST, LAST) for role in roles)


def without_private(table: Table) -> Table:
    """The table with the columns a teacher may choose from: none that is private by its heading or by what is in it."""
    kept = [column for column in range(table.width) if not _is_private_column(table, column)][:MOST_COLUMNS]
    return Table(
        tuple(_cell(table.head, column) for column in kept) if table.head else (),
        tuple(
            Record(record.line, tuple(_public(_cell(record.cells, column)) for column in kept))
            for record in table.records
        ),
    )


def rows_of(table: Table, roles: Sequence[str]) -> list[Row]:
    """One row for each line, by what its columns hold."""
    at = {role: column for column, role in enumerate(roles) if role}

    def cell(record: Record, role: str) -> str:
        return visible(unescaped(_cell(record.cells, at[role]))) if role in at else ""

    return [
        checked(
            record.line,
            cell(record, NAME)
            or " ".join(filter(None, (cell(record, role) for role in (FIRST, MIDDLE, LAST)))),
            cell(record, CLASS),
            cell(record, ID),
        )
        for record in table.records
    ]


def _is_private_column(table: Table, column: int) -> bool:
    heading = _cell(table.head, column)
    if is_private(heading):
        return True
    if role_of(heading):
        return False
    values = [value for record in table.records if (value := _cell(record.cells, column))]
    return 3 * sum(bool(_PRIVATE_VALUE.search(value)) for value in values) > len(values)


def _public(cell: str) -> str:
    return "" if _PRIVATE_VALUE.search(cell) else cell


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""
