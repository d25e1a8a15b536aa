"""Role by school by address by method: whoever may, gets an answer; everybody else learns nothing and changes nothing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.house.test_addresses import ADDRESSES, Address
from tests.matrix.declared import RULES, Rule, rule_of
from tests.matrix.world import World, own_words, url_of

# Of what is open to all, and of the administration, some of the roles tell as much as all of them.
OF_OPEN = ("guest", "pupil", "teacher")
OF_ADMIN = ("guest", "pupil", "teacher", "lead", "keeper", "lead there")


def _rule(address: Address) -> Rule:
    rule = rule_of(address.name)
    assert rule is not None
    return rule


def test_every_address_is_declared_and_every_declaration_has_its_address() -> None:
    unlisted = sorted({address.name for address in ADDRESSES if rule_of(address.name) is None})
    assert unlisted == [], "Say in tests/matrix/declared.py who may come here."
    assert sorted(set(RULES) - {address.name for address in ADDRESSES}) == []


def _leaks(world: World, who: str, rule: Rule, body: str) -> bool:
    """Whether an answer names the other school."""
    if rule.is_open or who == "keeper":
        return False
    marks = {world.here.mark, world.there.mark}
    own = {world.there.mark} if who.endswith(" there") else {world.here.mark}
    return any(mark in body for mark in marks - (own if who not in ("guest", "stranger") else set()))


def _faults(world: World, address: Address, who: str, method: str, *, fragment: bool = False) -> list[str]:
    rule, told = _rule(address), f"{who}: {method} {address.name}{' as a fragment' if fragment else ''}"
    may = world.role_of(who, is_about=bool(own_words(address, world.here))) in rule.may
    answer = world.ask(who, method, url_of(address, world.here), fragment=fragment)
    found = []
    if answer.status >= 500:
        found.append(f"{told} breaks ({answer.status})")
    if not may and not answer.refused:
        found.append(f"{told} is not refused ({answer.status})")
    if not may and answer.writes:
        found.append(f"{told} is refused and writes {answer.writes[0][:80]}")
    if may and not rule.needs_more and (answer.refused or answer.status == 405):
        found.append(f"{told} is refused ({answer.status})")
    if _leaks(world, who, rule, answer.body):
        found.append(f"{told} names the other school")
    return found


def _asking(world: World, address: Address) -> Iterable[str]:
    if _rule(address).is_open:
        return OF_OPEN
    return OF_ADMIN if address.name.startswith("admin:") else world.users


@pytest.mark.slow
def test_everybody_finds_what_is_theirs_and_nothing_else(world: World) -> None:
    faults = [
        fault
        for address in ADDRESSES
        for who in _asking(world, address)
        for method in _rule(address).methods
        for fault in _faults(world, address, who, method)
    ]
    assert not faults, "\n".join(faults)


def test_no_fragment_shows_what_the_page_would_not(world: World) -> None:
    faults = [
        fault
        for address in ADDRESSES
        if not _rule(address).is_open and not address.name.startswith("admin:")
        for who in ("teacher", "other pupil", "lead there")
        for method in _rule(address).methods
        for fault in _faults(world, address, who, method, fragment=True)
    ]
    assert not faults, "\n".join(faults)
