"""Role by school by address by method: whoever may, gets an answer; everybody else learns nothing and changes nothing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.urls import reverse

from literacy.care.access import link_of_export
from tests.house.test_addresses import ADDRESSES, Address
from tests.matrix.declared import RULES, Rule, rule_of
from tests.matrix.world import World, own_words, url_of

pytestmark = pytest.mark.once

# Of what is open to all, and of the administration, some of the roles tell as much as all of them.
OF_OPEN = ("guest", "pupil", "teacher")
PARTS = 3
"""In so many tests, so that two workers can share them."""
OF_ADMIN = ("guest", "pupil", "teacher", "lead", "keeper", "lead there")


def _rule(address: Address) -> Rule:
    rule = rule_of(address.name)
    assert rule is not None
    return rule


def unlisted(addresses: Iterable[Address]) -> list[str]:
    """The names of addresses of which nobody said who may come."""
    return sorted({address.name for address in addresses if rule_of(address.name) is None})


def test_every_address_is_declared_and_every_declaration_has_its_address() -> None:
    assert unlisted(ADDRESSES) == [], "Say in tests/matrix/declared.py who may come here."
    assert sorted(set(RULES) - {address.name for address in ADDRESSES}) == []


def test_an_address_that_the_matrix_cannot_open_is_a_door_and_holds_nothing_of_a_school() -> None:
    shut = {name for name, rule in RULES.items() if rule.needs_more} - {"discuss_pair"}
    assert all(RULES[name].is_open for name in shut)
    assert all(name.startswith(("account_", "mfa_", "socialaccount_", "openid_")) for name in shut)


def _leaks(world: World, who: str, rule: Rule, body: str) -> bool:
    """Whether an answer names the other school."""
    if rule.is_open or who == "keeper":
        return False
    marks = {world.here.mark, world.there.mark}
    own = {world.there.mark} if who.endswith(" there") else {world.here.mark}
    return any(mark in body for mark in marks - (own if who not in ("guest", "stranger") else set()))


def faults_of(world: World, address: Address, who: str, method: str, *, fragment: bool = False) -> list[str]:
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


@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_finds_what_is_theirs_and_nothing_else(world: World, part: int) -> None:
    faults = [
        fault
        for address in ADDRESSES[part::PARTS]
        for who in _asking(world, address)
        for method in _rule(address).methods
        for fault in faults_of(world, address, who, method)
    ]
    assert not faults, "\n".join(faults)


def test_no_fragment_shows_what_the_page_would_not(world: World) -> None:
    faults = [
        fault
        for address in ADDRESSES
        if not _rule(address).is_open and not address.name.startswith("admin:")
        for who in ("teacher", "other pupil", "lead there")
        for method in _rule(address).methods
        for fault in faults_of(world, address, who, method, fragment=True)
    ]
    assert not faults, "\n".join(faults)


def test_a_file_with_data_opens_for_whoever_asked_for_it_and_nobody_else(world: World) -> None:
    """A lead's about the school, a teacher's about a pupil and the pupil's own, by their links; none by another's signature."""
    exports = world.here.fills["exports"]
    for owner, export in exports.items():
        for other in exports.values():
            link = reverse("export_file", args=[export.pk, link_of_export(other)])
            for who in world.users:
                answer = world.ask(who, "GET", link)
                assert answer.refused is not (who == owner and other == export), f"{who}: {owner}'s file"
                assert not (answer.refused and answer.body)
        opened = {
            who
            for who in world.users
            if not world.ask(who, "GET", reverse("export", args=[export.pk])).refused
        }
        assert opened == {owner}
