"""`manage.py credentials`: makes what is missing, shows what there is, replaces; and the settings that name the keys."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from literacy import start
from literacy.classroom.actions.schools import delete_school
from literacy.classroom.models import School
from literacy.environment import SettingError, read_environment
from quizzes.clips.credentials import identity_for, keyring, organisation_of, trusted_roots
from quizzes.provenance.certificates import make_authority, subject_of
from quizzes.provenance.key_files import write_key
from tests.provenance.old_keys import old_root

NOW = datetime.now(UTC)


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("credentials", *words, stdout=out)
    return out.getvalue()


def test_init_makes_a_root_and_an_identity_for_the_library_and_every_school_once(school: School) -> None:
    assert "A root was made." in run("init")
    folder = keyring().folder
    files = {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.pem")}
    assert set(files) == {
        "root.pem",
        *(
            f"{kind}/{shelf}.pem"
            for kind in ("authorities", "identities")
            for shelf in ("library", school.shelf)
        ),
    }
    assert "was there already" in run("init")
    assert files == {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.pem")}
    shown = run("status")
    assert "De Linde" in shown and "Second Look" in shown and "PRIVATE" not in shown


def test_keys_are_made_on_the_way_from_a_bare_clone_before_anything_is_signed() -> None:
    titles = [step.title for step in start.STEPS]
    assert titles.index("Database") < titles.index("Keys for Content Credentials") < titles.index("Library")


@pytest.mark.parametrize(("words", "replaced"), [
    (("--shelf", "library"), {"library"}), (("--all",), {"library", "school"}),
    (("--root",), {"library", "school", "root"}),
])  # fmt: skip
def test_rotate_replaces_what_it_is_asked_to(
    words: tuple[str, ...], replaced: set[str], school: School
) -> None:
    run("init")

    def keys() -> dict[str, str]:
        return {
            "library": identity_for("").key,
            "school": identity_for(school.shelf).key,
            "root": keyring().root().key,
        }

    before, roots = keys(), trusted_roots()
    run("rotate", *words)
    after = keys()
    assert {name for name in before if before[name] != after[name]} == replaced
    assert set(roots) <= set(trusted_roots())


def test_the_authority_of_a_school_is_replaced_where_that_is_asked_for(school: School) -> None:
    run("init")
    folder = keyring().folder / "authorities"
    before = {path.name: path.read_text() for path in folder.iterdir()}
    run("rotate", "--shelf", school.shelf)
    assert before == {path.name: path.read_text() for path in folder.iterdir()}
    run("rotate", "--shelf", school.shelf, "--authority")
    after = {path.name: path.read_text() for path in folder.iterdir()}
    assert {name for name in before if before[name] != after[name]} == {f"{school.shelf}.pem"}


def test_init_gives_an_old_root_a_certificate_that_allows_authorities(school: School, settings: Any) -> None:
    old = old_root()
    write_key(keyring().folder, keyring().folder / "root.pem", old.key + old.certificate)
    assert "No school has an authority of its own yet" in run("status")
    assert "Its fingerprint is now" in run("init")
    assert keyring().root().key == old.key and old.certificate in trusted_roots()
    assert "authority school-" in run("status") and "was there already" in run("init")
    settings.CREDENTIALS_ROOT = old_root()
    shown = run("init")
    assert "put this certificate in its place" in shown and "BEGIN CERTIFICATE" in shown
    assert "PRIVATE" not in shown


def test_what_cannot_be_done_is_said(db: None) -> None:
    with pytest.raises(CommandError, match="credentials init"):
        run("status")
    run("init")
    with pytest.raises(CommandError, match="no shelf school-99"):
        run("rotate", "--shelf", "school-99")
    (keyring().folder / "root.pem").chmod(0o644)
    with pytest.raises(CommandError, match="chmod go="):
        run("status")


def test_a_school_signs_in_its_own_name_and_a_shelf_of_nobody_in_that_of_the_site(school: School) -> None:
    run("init")
    assert subject_of(identity_for(school.shelf).chain) == "De Linde"
    assert (
        organisation_of("") == organisation_of("school-999999") == organisation_of("other") == "Second Look"
    )
    later = School.objects.create(name="Het Baken")
    assert subject_of(identity_for(later.shelf).chain) == "Het Baken"


@pytest.mark.django_db(transaction=True)
def test_the_key_of_a_school_that_is_deleted_is_deleted() -> None:
    school = School.objects.create(name="De Linde")
    run("init")
    path = keyring().folder / "identities" / f"{school.shelf}.pem"
    assert path.exists()
    delete_school(school=school)
    assert not path.exists()


def test_roots_that_cannot_be_read_make_nobody_trusted_and_break_nothing(keys: Any) -> None:
    (keys.folder / "root.pem").write_text("damaged")
    assert trusted_roots() == ()


def test_a_root_in_the_settings_is_checked_and_never_said() -> None:
    root = make_authority("Stichting", now=NOW)
    whole = root.certificate + root.key
    assert read_environment({"CREDENTIALS_ROOT": whole.replace("\n", "\\n")})["CREDENTIALS_ROOT"] == root
    secret = root.key.splitlines()[1]
    with pytest.raises(SettingError, match=r"CREDENTIALS_ROOT must be a certificate") as error:
        read_environment({"CREDENTIALS_ROOT": root.key})
    assert secret not in str(error.value)


def test_a_secret_that_is_too_short_is_not_said_either() -> None:
    with pytest.raises(SettingError, match="SECRET_KEY must have at least") as error:
        read_environment({"SECRET_KEY": "hunter-2"})
    assert "hunter-2" not in str(error.value)
