"""The ledger sees what it is there to see: a lost, a doubled, a changed and a misplaced answer."""

from tests.hostile.ledger import Given, Ledger

FIRST, SECOND = Given("a", 1, "k1", 0.05), Given("a", 2, "k2", 0.95)


def ledger_of(*given: Given) -> Ledger:
    """Pupils who gave these answers and were told that they are kept."""
    ledger = Ledger()
    for each in given:
        ledger.gave(each)
        ledger.told(each, "kept")
    return ledger


def faults(ledger: Ledger, *stored: Given) -> dict[str, int]:
    found = ledger.verdict(stored, sittings=1, places=2)
    return {name: count for name, count in list(found.items())[3:] if count}


def test_all_that_was_acknowledged_and_is_stored_is_no_fault() -> None:
    assert faults(ledger_of(FIRST, SECOND), FIRST, SECOND) == {}


def test_lost_answer_is_seen() -> None:
    assert faults(ledger_of(FIRST, SECOND), FIRST) == {
        "acknowledged_and_not_stored": 1, "places_without_an_answer": 1,
    }  # fmt: skip


def test_answer_nobody_was_told_about_may_be_missing_but_its_place_is_seen() -> None:
    ledger = ledger_of(FIRST)
    ledger.gave(SECOND)
    ledger.told(SECOND, "no reply")
    assert faults(ledger, FIRST) == {"places_without_an_answer": 1}


def test_second_answer_to_a_place_is_seen() -> None:
    again = Given("a", 1, "k3", 0.5)
    assert faults(ledger_of(FIRST, SECOND, again), FIRST, SECOND, again) == {"stored_twice": 1}


def test_answer_that_was_changed_or_lies_under_another_name_is_seen() -> None:
    changed = Given("a", 1, "k1", 0.5)
    assert faults(ledger_of(FIRST, SECOND), changed, SECOND) == {"acknowledged_and_stored_otherwise": 1}
    misplaced = Given("b", 1, "k1", 0.05)
    assert faults(ledger_of(FIRST, SECOND), misplaced, SECOND)["under_another_name"] == 1


def test_form_sent_with_two_choices_is_a_fault_only_where_the_one_that_is_not_stored_was_acknowledged() -> (
    None
):
    other = Given("a", 1, "k1", 0.5)
    ledger = ledger_of(other, SECOND)
    ledger.gave(FIRST)
    ledger.told(FIRST, "no reply")
    assert faults(ledger, other, SECOND) == {}
    ledger.told(FIRST, "kept")
    assert faults(ledger, other, SECOND) == {"acknowledged_and_stored_otherwise": 1}


def test_answer_that_nobody_gave_is_seen() -> None:
    assert faults(ledger_of(FIRST), FIRST, SECOND) == {"stored_and_never_given": 1}
