"""The keys of a site: made once, readable by their owner alone, replaced without losing what was signed before."""

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizzes.provenance.certificates import (
    IDENTITY_DAYS,
    Authority,
    extended,
    issue_authority,
    issue_identity,
    make_authority,
    may_have_authorities,
    subject_of,
    valid_until,
)
from quizzes.provenance.key_files import write_key
from quizzes.provenance.keyring import RENEW, Keyring, KeyringError
from quizzes.provenance.pem import PemError, authority_of, certificates_in, identity_of
from quizzes.provenance.reading import State, read
from quizzes.provenance.signing import sign
from tests.provenance.old_keys import old_root
from tests.provenance.test_credentials import CLAIM, photo

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def keys(tmp_path: Path) -> Keyring:
    made = Keyring(tmp_path / "credentials")
    made.make_root("Second Look", now=NOW)
    return made


def state_of(keys: Keyring, data: bytes) -> State:
    return read(data, "image/jpeg", keys.anchors()).state


def signed_by(keys: Keyring, shelf: str = "school-1", name: str = "De Linde") -> bytes:
    return sign(photo(), "image/jpeg", CLAIM, keys.identity(shelf, name, now=NOW), generator="Second Look")


def test_a_root_is_made_once(keys: Keyring) -> None:
    before = keys.root()
    assert keys.make_root("Another", now=NOW) is False
    assert keys.root() == before and subject_of(before.certificate) == "Second Look"


def test_keys_can_be_read_by_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        keys = Keyring(tmp_path / "credentials")
        keys.make_root("Second Look", now=NOW)
        keys.identity("", "Second Look", now=NOW)
    finally:
        os.umask(before)
    for path in (keys.folder, *keys.folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path
    assert keys.open_to_others() == []
    (keys.folder / "root.pem").chmod(0o644)
    assert keys.open_to_others() == [keys.folder / "root.pem"]


def test_an_identity_is_issued_once_and_belongs_to_its_shelf(keys: Keyring) -> None:
    first = keys.identity("school-1", "De Linde", now=NOW)
    assert keys.identity("school-1", "De Linde", now=NOW) == first
    other = keys.identity("school-2", "Het Baken", now=NOW)
    assert (subject_of(first.chain), subject_of(other.chain)) == ("De Linde", "Het Baken")
    assert first.key != other.key
    assert state_of(keys, signed_by(keys)) == State.TRUSTED


def test_a_school_that_changes_its_name_signs_in_the_new_one(keys: Keyring) -> None:
    keys.identity("school-1", "De Linde", now=NOW)
    assert subject_of(keys.identity("school-1", "De Nieuwe Linde", now=NOW).chain) == "De Nieuwe Linde"


def test_an_identity_is_renewed_before_it_ends(keys: Keyring) -> None:
    first = keys.identity("", "Second Look", now=NOW)
    ends = valid_until(first.chain)
    assert keys.identity("", "Second Look", now=ends - RENEW - timedelta(days=1)) == first
    assert keys.identity("", "Second Look", now=ends - RENEW + timedelta(days=1)) != first


def test_no_identity_outlives_its_root(keys: Keyring) -> None:
    ends = valid_until(keys.root().certificate)
    late = keys.identity("", "Second Look", now=ends - timedelta(days=100))
    assert valid_until(late.chain) <= ends
    with pytest.raises(KeyringError, match="rotate --root"):
        keys.identity("school-1", "De Linde", now=ends - timedelta(days=20))


def test_what_was_signed_with_a_replaced_key_stays_trusted(keys: Keyring) -> None:
    before, old = signed_by(keys), keys.identity("school-1", "De Linde", now=NOW)
    fresh = keys.rotate("school-1", "De Linde", now=NOW)
    assert fresh.key != old.key
    assert keys.identity("school-1", "De Linde", now=NOW) == fresh
    assert not any(old.key in path.read_text() for path in keys.folder.rglob("*.pem"))
    assert state_of(keys, before) == state_of(keys, signed_by(keys)) == State.TRUSTED


def test_what_was_signed_under_a_replaced_root_stays_trusted_and_its_key_is_gone(keys: Keyring) -> None:
    before, old = signed_by(keys), keys.root()
    keys.replace_root("Second Look", now=NOW)
    assert keys.root() != old
    assert not any(old.key in path.read_text() for path in keys.folder.rglob("*.pem"))
    assert state_of(keys, before) == state_of(keys, signed_by(keys)) == State.TRUSTED
    assert [held.what.rpartition(" ")[0] or held.what for held in keys.held()] == [
        "root", "authority", "school-1", "former",
    ]  # fmt: skip


def test_each_school_signs_under_an_authority_of_its_own_that_stays_when_the_key_below_is_replaced(
    keys: Keyring,
) -> None:
    def chain(shelf: str, name: str) -> list[str]:
        return certificates_in(keys.identity(shelf, name, now=NOW).chain)

    linde, baken, library = chain("school-1", "De Linde"), chain("school-2", "Het Baken"), chain("", "Site")
    assert {len(each) for each in (linde, baken, library)} == {3}
    assert len({linde[1], baken[1], library[1]}) == 3
    assert linde[2] == baken[2] == library[2] == keys.root().certificate
    assert (subject_of(linde[0]), subject_of(linde[1])) == ("De Linde", "De Linde")
    before = signed_by(keys)
    keys.rotate("school-1", "De Linde", now=NOW)
    rotated = chain("school-1", "De Linde")
    assert rotated[0] != linde[0] and rotated[1:] == linde[1:]
    old = keys.folder / "authorities" / "school-1.pem"
    secret = old.read_text()
    keys.rotate("school-1", "De Linde", now=NOW, authority=True)
    assert chain("school-1", "De Linde")[1] != linde[1] and old.read_text() != secret
    assert chain("school-2", "Het Baken") == baken
    assert state_of(keys, before) == state_of(keys, signed_by(keys)) == State.TRUSTED
    assert read(before, "image/jpeg").state == State.UNTRUSTED
    # Somebody may trust one school alone.
    assert [read(before, "image/jpeg", [each[1]]).state for each in (linde, baken)] == [
        State.TRUSTED, State.UNTRUSTED,
    ]  # fmt: skip


def test_an_authority_cannot_make_authorities_nor_pass_for_a_root(keys: Keyring) -> None:
    keys.identity("school-1", "De Linde", now=NOW)
    school = authority_of((keys.folder / "authorities" / "school-1.pem").read_text())
    assert not may_have_authorities(school) and may_have_authorities(keys.root())
    below = issue_authority(school, "De Linde", now=NOW)
    forged = issue_identity(below, "Het Baken", now=NOW)
    data = sign(photo(), "image/jpeg", CLAIM, forged, generator="Second Look")
    assert state_of(keys, data) == State.UNTRUSTED
    # Also where the site and its root are called the same, and longer than a name may be.
    name = "x" * 70
    root = make_authority(name, now=NOW)
    leaf = issue_identity(issue_authority(root, name, now=NOW), name, now=NOW)
    data = sign(photo(), "image/jpeg", CLAIM, leaf, generator="Second Look")
    assert read(data, "image/jpeg", [root.certificate]).state == State.TRUSTED


def test_an_authority_is_replaced_before_an_identity_would_outlive_it_and_never_outlives_the_root(
    keys: Keyring,
) -> None:
    first = certificates_in(keys.identity("", "Site", now=NOW).chain)
    at = NOW
    while (ends := valid_until(first[1])) - at > timedelta(days=IDENTITY_DAYS):
        found = certificates_in(keys.identity("", "Site", now=at).chain)
        assert found[1] == first[1] and valid_until(found[0]) <= ends
        at += timedelta(days=100)
    later = certificates_in(keys.identity("", "Site", now=at).chain)
    assert later[1] != first[1] and valid_until(later[1]) > ends
    end = valid_until(keys.root().certificate)
    last = keys.identity("", "Site", now=end - timedelta(days=200))
    assert all(valid_until(each) <= end for each in certificates_in(last.chain))
    assert keys.identity("", "Site", now=end - timedelta(days=190)) == last


def test_keys_of_before_there_were_authorities_go_on_and_what_they_signed_stays_trusted(
    tmp_path: Path,
) -> None:
    keys, old = Keyring(tmp_path / "credentials"), old_root()
    write_key(keys.folder, keys.folder / "root.pem", old.key + old.certificate)
    leaf = keys.identity("school-1", "De Linde", now=NOW)
    assert certificates_in(leaf.chain)[1:] == [old.certificate]
    before = signed_by(keys)
    assert state_of(keys, before) == State.TRUSTED
    assert keys.extend_root() is True and keys.extend_root() is False
    fresh = keys.root()
    assert (fresh.key, valid_until(fresh.certificate)) == (old.key, valid_until(old.certificate))
    after = signed_by(keys)
    assert len(certificates_in(keys.identity("school-1", "De Linde", now=NOW).chain)) == 3
    assert state_of(keys, before) == state_of(keys, after) == State.TRUSTED
    # Whoever took the old certificate to their own list need not fetch the new one, and the other way round.
    for anchor in (old.certificate, fresh.certificate):
        assert {read(each, "image/jpeg", [anchor]).state for each in (before, after)} == {State.TRUSTED}
    assert old.certificate in keys.anchors()


def test_an_old_root_from_the_settings_signs_as_it_did(tmp_path: Path) -> None:
    old = old_root()
    keys = Keyring(tmp_path / "credentials", old)
    assert keys.extend_root() is False and keys.root() == old
    before = signed_by(keys)
    assert state_of(keys, before) == State.TRUSTED
    newer = Keyring(tmp_path / "credentials", extended(old))
    after = signed_by(newer)
    assert len(certificates_in(newer.identity("school-1", "De Linde", now=NOW).chain)) == 3
    assert state_of(newer, before) == state_of(newer, after) == State.TRUSTED


def test_nothing_is_left_of_a_shelf_that_is_forgotten(keys: Keyring) -> None:
    keys.identity("school-1", "De Linde", now=NOW)
    assert len(list(keys.folder.rglob("school-1.pem"))) == 2
    keys.forget("school-1")
    assert not list(keys.folder.rglob("school-1.pem"))


def test_roots_of_others_are_trusted_when_they_are_put_into_their_folder(keys: Keyring) -> None:
    other = make_authority("Het Baken", now=NOW)
    theirs = issue_identity(other, "Het Baken", now=NOW)
    data = sign(photo(), "image/jpeg", CLAIM, theirs, generator="Second Look")
    assert state_of(keys, data) == State.UNTRUSTED
    (keys.folder / "trusted").mkdir()
    (keys.folder / "trusted" / "baken.pem").write_text(f"a comment\n{other.certificate}")
    assert state_of(keys, data) == State.TRUSTED


def test_a_root_from_the_settings_is_used_and_never_written(tmp_path: Path) -> None:
    given = make_authority("Stichting", now=NOW)
    keys = Keyring(tmp_path / "credentials", given)
    assert keys.has_root and keys.make_root("Second Look", now=NOW) is False
    assert state_of(keys, signed_by(keys)) == State.TRUSTED
    assert not any(given.key in path.read_text() for path in keys.folder.rglob("*.pem"))
    with pytest.raises(KeyringError, match="CREDENTIALS_ROOT"):
        keys.replace_root("Second Look", now=NOW)


def test_without_a_root_nothing_is_signed_and_the_sentence_says_what_to_do(tmp_path: Path) -> None:
    keys = Keyring(tmp_path / "none")
    assert not keys.has_root and keys.anchors() == () and keys.held() == []
    with pytest.raises(KeyringError, match="credentials init"):
        keys.identity("", "Second Look", now=NOW)


@pytest.mark.parametrize("shelf", ["../up", "a/b", "library", "School-1", "a" * 61, ".lock"])
def test_no_shelf_names_another_file(keys: Keyring, shelf: str) -> None:
    with pytest.raises(KeyringError, match="no identity"):
        keys.identity(shelf, "Somebody", now=NOW)


def test_a_damaged_identity_is_issued_anew_and_a_damaged_root_is_said(keys: Keyring) -> None:
    keys.identity("", "Second Look", now=NOW)
    path = keys.folder / "identities" / "library.pem"
    path.write_text(path.read_text()[:300])
    assert subject_of(keys.identity("", "Second Look", now=NOW).chain) == "Second Look"
    (keys.folder / "root.pem").write_text("nothing")
    with pytest.raises(KeyringError, match=r"root\.pem cannot be used"):
        keys.root()


def test_many_at_once_get_one_identity(keys: Keyring) -> None:
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(keys.identity("", "Second Look", now=NOW).key))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 and len(set(found)) == 1


def test_text_that_is_no_certificate_with_its_own_key_is_refused() -> None:
    one, two = make_authority("One", now=NOW), make_authority("Two", now=NOW)
    leaf = issue_identity(one, "Leaf", now=NOW)
    whole = one.certificate + one.key
    assert authority_of(whole.replace("\n", "\\n")) == one
    assert identity_of(leaf.key + leaf.chain) == leaf
    assert certificates_in("text\n" + leaf.chain)[1] == one.certificate
    for wrong, why in (
        ("", "in PEM"),
        (one.certificate, "in PEM"),
        (one.certificate + two.key, "belongs to it"),
        (leaf.chain + leaf.key, "sign others"),
        (whole.replace("M", "A", 3), "cannot be read"),
        (whole + two.key, "in PEM"),
    ):
        with pytest.raises(PemError, match=why):
            authority_of(wrong)


def test_keys_say_nothing_of_themselves_where_they_are_wrong() -> None:
    given = make_authority("One", now=NOW)
    with pytest.raises(PemError) as error:
        authority_of(Authority("", given.key).key)
    assert given.key.splitlines()[1] not in str(error.value)
