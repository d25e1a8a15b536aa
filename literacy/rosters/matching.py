"""Which pupil each row of a list means: by the number first, then by the name within the class."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from literacy.classroom.actions.rosters import same_name
from literacy.rosters.plan import Fate, Place, Snapshot, Step
from literacy.rosters.reading.rows import Row

MOST_NEW_CLASSES = 300
_OWN_REFERENCE = re.compile(r"sl:([1-9]\d{0,17})")


def own_reference(user: int) -> str:
    """What an export calls a pupil for whom the school has no number of its own."""
    return f"sl:{user}"


@dataclass(frozen=True, slots=True)
class Aimed:
    """A row and the class it is about: `classroom` is None for one that is to be made, then `title` tells which."""

    row: Row
    classroom: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Matched:
    """A row, its class, and the pupil it means; `user` is None for somebody new, then `person` tells who.

    `links`: the number is kept from now on. `by_name`: the pupil was found by name, so the spelling stays as it is.
    """

    row: Row
    classroom: int | None
    title: str
    user: int | None
    person: str = ""
    links: bool = False
    by_name: bool = False


class Matching:
    """All rows of a list on their way to pupils: each ends in `matched` or, with a reason, in `stopped`.

    `meant` are the pupils a stopped row may have been about, `names` the names of stopped rows without a class.
    """

    def __init__(self, school: Snapshot) -> None:
        self.school = school
        self.matched: list[Matched] = []
        self.stopped: list[Step] = []
        self.meant: set[int] = set()
        self.names: set[str] = set()
        by_age = sorted(school.classes.items(), reverse=True)
        self._titles = {title: pk for pk, title in by_age}
        self._keys = {same_name(title): pk for pk, title in by_age}
        self._made: dict[str, str] = {}
        self._users = {place.user for place in school.places}
        self._numbered_users = set(school.ids.values())
        self._claimed: dict[tuple[int, int | str], int] = {}
        self._called: dict[tuple[int, str], list[Place]] = defaultdict(list)
        for place in school.places:
            if place.classroom in school.classes:
                self._called[(place.classroom, same_name(place.name))].append(place)

    def match(self, rows: list[Row]) -> None:
        """Take every row to its end."""
        numbered: dict[str, list[Aimed]] = defaultdict(list)
        unknown: list[Aimed] = []
        for row in rows:
            aimed = self._aim(row)
            if aimed is not None and row.sourced_id:
                numbered[row.sourced_id].append(aimed)
            elif aimed is not None:
                unknown.append(aimed)
        for number, aims in numbered.items():
            unknown += self._by_number(number, aims)
        self._by_name(unknown)

    def _aim(self, row: Row) -> Aimed | None:
        """Find the class a row is about, or make a note that there is to be one; None for a row that is stopped."""
        found = row.problem or self._class_called(row.classroom)
        if isinstance(found, str):
            self._stop(row, Fate.ERROR, found)
            return None
        return Aimed(row, *found)

    def _class_called(self, title: str) -> tuple[int | None, str] | str:
        """A class there is, with its name; None for one that is to be made; or the reason why there is none."""
        scope, classes = self.school.scope, self.school.classes
        if scope is not None:
            own = classes.get(scope, "")
            return (scope, own) if not title or same_name(title) == same_name(own) else "other-class"
        key = same_name(title)
        if not key:
            return "no-class"
        found = self._titles.get(title, self._keys.get(key))
        if found is not None:
            return found, classes[found]
        if key not in self._made and len(self._made) >= MOST_NEW_CLASSES:
            return "too-many-classes"
        return None, self._made.setdefault(key, title)

    def _by_number(self, number: str, aims: list[Aimed]) -> list[Aimed]:
        """Match the rows of one number; returns those that are to be matched by name, for nobody has the number yet."""
        own = _OWN_REFERENCE.fullmatch(number)
        user = self.school.ids.get(number) if own is None else int(own[1])
        if own is not None and user not in self._users:
            for aim in aims:
                self._stop(aim.row, Fate.ERROR, "no-such-reference", aim=aim)
            return []
        if len({same_name(aim.row.name) for aim in aims}) > 1:
            for aim in aims:
                self._stop(aim.row, Fate.CLASH, "number-twice", _other(aim, aims), aim)
            return []
        left: list[Aimed] = []
        seen: dict[tuple[int | None, str], int] = {}
        for aim in aims:
            before = seen.setdefault((aim.classroom, aim.title), aim.row.line)
            if before != aim.row.line:
                self._stop(aim.row, Fate.CLASH, "twice", before, aim)
            elif user is None:
                left.append(aim)
            else:
                self._match(aim, user)
        return left

    def _by_name(self, aims: list[Aimed]) -> None:
        groups: dict[tuple[int | None, str, str], list[Aimed]] = defaultdict(list)
        for aim in sorted(aims, key=lambda aim: aim.row.line):
            groups[(aim.classroom, aim.title, same_name(aim.row.name))].append(aim)
        bound: dict[str, set[int]] = defaultdict(set)
        for (classroom, _title, key), group in groups.items():
            candidates = self._candidates(classroom, key, unnumbered=True)
            if len(group) == 1 and group[0].row.sourced_id and len(candidates) == 1:
                bound[group[0].row.sourced_id].add(candidates[0].user)
        for (classroom, _title, key), group in groups.items():
            self._match_group(classroom, key, group, bound)
        unclear = (step for step in self.stopped if step.reason in ("which", "several"))
        uncertain = {step.sourced_id: step for step in unclear if step.sourced_id}
        certain = []
        for matched in self.matched:
            because = uncertain.get(matched.row.sourced_id) if matched.person else None
            if because is None:
                certain.append(matched)
            else:
                self._stop(matched.row, Fate.CLASH, because.reason, because.line)
        self.matched = certain

    def _match_group(
        self, classroom: int | None, key: str, group: list[Aimed], bound: dict[str, set[int]]
    ) -> None:
        """Match the rows of one name in one class, of which none has a number that somebody has."""
        with_number = [aim for aim in group if aim.row.sourced_id]
        if len(group) > 1 and with_number and self._candidates(classroom, key, unnumbered=True):
            for aim in group:
                self._stop(aim.row, Fate.CLASH, "which", _other(aim, group), aim)
            return
        for aim in with_number:
            users = bound.get(aim.row.sourced_id, set())
            if len(users) > 1 or len(self._candidates(classroom, key, unnumbered=True)) > 1:
                self._stop(aim.row, Fate.CLASH, "several", aim=aim)
            elif users:
                self._match(aim, min(users), links=True)
            else:
                self.matched.append(Matched(aim.row, aim.classroom, aim.title, None, aim.row.sourced_id))
        first = (with_number or group)[0]
        for aim in (aim for aim in group if not aim.row.sourced_id):
            candidates = self._candidates(classroom, key)
            if aim is not first:
                self._stop(aim.row, Fate.CLASH, "twice", first.row.line, aim)
            elif len(candidates) > 1:
                self._stop(aim.row, Fate.CLASH, "several", aim=aim)
            elif candidates:
                self._match(aim, candidates[0].user, by_name=True)
            elif taken := self._called.get((classroom or 0, key)):
                self._stop(
                    aim.row, Fate.CLASH, "twice", self._claimed[(taken[0].user, taken[0].classroom)], aim
                )
            else:
                self.matched.append(Matched(aim.row, aim.classroom, aim.title, None, f" {aim.row.line}"))

    def _candidates(self, classroom: int | None, key: str, *, unnumbered: bool = False) -> list[Place]:
        """The pupils of a name in a class whom no row has claimed: those who are there, or else those who left."""
        free = [
            place
            for place in self._called.get((classroom or 0, key), [])
            if (place.user, place.classroom) not in self._claimed
            and not (unnumbered and place.user in self._numbered_users)
        ]
        return [place for place in free if place.is_there] or free

    def _match(self, aim: Aimed, user: int, *, links: bool = False, by_name: bool = False) -> None:
        before = self._claimed.setdefault((user, aim.classroom or aim.title), aim.row.line)
        if before != aim.row.line:
            self._stop(aim.row, Fate.CLASH, "twice", before, aim)
        else:
            self.matched.append(
                Matched(aim.row, aim.classroom, aim.title, user, links=links, by_name=by_name)
            )

    def _stop(self, row: Row, fate: Fate, reason: str, other: int = 0, aim: Aimed | None = None) -> None:
        key = same_name(row.name)
        if row.sourced_id in self.school.ids:
            self.meant.add(self.school.ids[row.sourced_id])
        if own := _OWN_REFERENCE.fullmatch(row.sourced_id):
            self.meant.add(int(own[1]))
        if aim is not None and aim.classroom is not None:
            self.meant |= {place.user for place in self._called.get((aim.classroom, key), [])}
        else:
            self.names.add(key)
        title = aim.title if aim else row.classroom
        self.stopped.append(Step(fate, row.line, row.name, title, row.sourced_id, reason=reason, other=other))


def _other(aim: Aimed, aims: list[Aimed]) -> int:
    return next((each.row.line for each in aims if each.row.line != aim.row.line), 0)
