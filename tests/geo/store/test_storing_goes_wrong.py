"""When a database does not do what it is asked: words, no password, and nothing lost."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import make_url

from geo.plan.scenario import Rename, Scenario
from geo.plan.scenario_text import entry_text
from geo.store.scenario_store import ScenarioStore, StoreError
from tests.geo.plan.plans import AUTHOR, NOW
from tests.geo.store.conftest import sqlite_address
from tests.geo.store.other_process import go, others
from tests.geo.store.postgresql_server import address_words, new_database, run_as_owner

RENAME = Rename(AUTHOR, NOW, "New")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of SQLite that is not there yet."""
    return tmp_path / "scenarios.sqlite"


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, who may write anything."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65_534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def why_not_opened(url: str) -> str:
    with pytest.raises(StoreError) as refused:
        ScenarioStore.open(url, patience=0.3)
    return str(refused.value)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "not one of an SQLite file or of PostgreSQL"),
        ("scenarios", "not one of an SQLite file or of PostgreSQL"),
        ("mysql://ada:s3cret@db/plans", "not one of an SQLite file or of PostgreSQL"),
        ("postgresql://ada:s3cret@db:port/plans", "not one of an SQLite file or of PostgreSQL"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_an_address_that_is_none_is_refused(url: str, words: str) -> None:
    told = why_not_opened(url)
    assert words in told
    assert "s3cret" not in told


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    told = why_not_opened("postgres://ada:s3cret@127.0.0.1:1/plans?connect_timeout=2")
    assert told.startswith("The database plans on 127.0.0.1:1 cannot be reached")
    assert "s3cret" not in told


def test_a_wrong_password_is_told_without_the_password(server: str) -> None:
    url = make_url(server)
    told = why_not_opened(address_words(url.set(password="s3cret")))
    assert "refuses the user, the password" in told
    assert "s3cret" not in told
    assert "cannot be reached" in why_not_opened(address_words(url.set(database="nowhere")))


@pytest.mark.parametrize("content", [b"Not a database, but a letter to the planner." * 100, None])
def test_what_is_no_database_is_left_as_it_is(file: Path, content: bytes | None) -> None:
    if content is None:
        file.mkdir()
        assert "cannot be opened" in why_not_opened(sqlite_address(file))
    else:
        file.write_bytes(content)
        assert "is not a database" in why_not_opened(sqlite_address(file))
        assert file.read_bytes() == content


def test_a_folder_that_cannot_be_made_is_told(file: Path) -> None:
    file.write_text("in the way")
    assert "cannot be made" in why_not_opened(sqlite_address(file / "deeper" / "plans.sqlite"))


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that everybody may enter, as none of a test's own folders is."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_read_only_folder_or_file_is_told(open_to_all: Path, scenario: Scenario) -> None:
    empty = open_to_all / "empty"
    empty.mkdir(mode=0o555)
    file = open_to_all / "scenarios.sqlite"
    store = ScenarioStore.open(sqlite_address(file))
    store.add(scenario)
    store.close()
    file.chmod(0o444)
    with as_nobody():
        assert "cannot be opened" in why_not_opened(sqlite_address(empty / "plans.sqlite"))
        assert "cannot be made" in why_not_opened(sqlite_address(empty / "sub" / "plans.sqlite"))
        told = why_not_opened(sqlite_address(file))
    assert "is read only" in told


def test_a_server_on_which_nothing_may_be_written_is_told(server: str) -> None:
    url = new_database(server)
    name = make_url(url).database
    run_as_owner(server, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert "is read only" in why_not_opened(url)
    assert "encoding is LATIN1" in why_not_opened(new_database(server, "LATIN1"))


def test_a_user_who_may_not_write_is_told(server: str) -> None:
    url = new_database(server)
    ScenarioStore.open(url).close()
    run_as_owner(url, "CREATE ROLE reader LOGIN PASSWORD 's3cret'")
    told = why_not_opened(address_words(make_url(url).set(username="reader", password="s3cret")))
    assert "must not be read and written by this user" in told
    assert "s3cret" not in told


def test_a_writer_who_waits_too_long_is_told_and_nothing_is_lost(
    url: str, store: ScenarioStore, scenario: Scenario
) -> None:
    kept = store.add(scenario)
    hasty = ScenarioStore.open(url, patience=0.3)
    with others(("hold_the_lock", url)) as processes:
        with pytest.raises(StoreError, match=r"did not become free\. Nothing was changed"):
            hasty.append(scenario.key, 0, [RENAME])
        assert hasty.read(scenario.key) == kept
        assert go(processes) == ["let go"]
    assert hasty.append(scenario.key, 0, [RENAME]).version == 1
    hasty.close()


def test_a_disk_that_fills_up_keeps_every_append_that_returned(
    file: Path, scenario: Scenario
) -> None:
    url = sqlite_address(file)
    store = ScenarioStore.open(url)
    store.add(scenario)
    with others(("outgrow_the_disk", url, "400000")) as processes:
        (said,) = go(processes)
    version, words = said.split(" ", 1)
    assert "Nothing was changed" in words
    assert int(version) > 0
    assert store.version(scenario.key) == int(version)
    assert store.append(scenario.key, int(version), [RENAME]).version == int(version) + 1
    assert store.read(scenario.key).scenario.name == "New"
    store.close()


def test_a_file_that_may_have_no_more_pages_is_told(file: Path, scenario: Scenario) -> None:
    store = ScenarioStore.open(sqlite_address(file))
    store.add(scenario)
    with store._database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match=r"has no room left on its disk\. Nothing was changed"):
        store.append(scenario.key, 0, [RENAME] * 1_000)
    assert store.version(scenario.key) == 0
    store.close()


def test_a_server_whose_disk_is_full_is_told(server: str, scenario: Scenario) -> None:
    """The server's own report of it comes from a trigger, in the middle of an append."""
    url = new_database(server)
    store = ScenarioStore.open(url)
    kept = store.add(scenario)
    run_as_owner(
        url,
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
        " 'BEGIN RAISE EXCEPTION $$full$$ USING ERRCODE = $$53100$$; END'",
        "CREATE TRIGGER full_disk AFTER INSERT ON scenario_entry FOR EACH ROW"
        " WHEN (NEW.number = 7) EXECUTE FUNCTION full_disk()",
    )
    with pytest.raises(StoreError, match=r"has no room left on its disk\. Nothing was changed"):
        store.append(scenario.key, 0, [RENAME] * 10)
    assert store.read(scenario.key) == kept
    assert store.append(scenario.key, 0, [RENAME] * 6).version == 6
    store.close()


def test_a_connection_that_breaks_is_told_and_the_next_one_works(
    server: str, scenario: Scenario
) -> None:
    url = new_database(server)
    store = ScenarioStore.open(url)
    store.add(scenario)
    run_as_owner(
        url,
        "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS"
        " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END'",
        "CREATE TRIGGER cut AFTER INSERT ON scenario_entry FOR EACH ROW"
        " WHEN (NEW.number = 2) EXECUTE FUNCTION cut()",
    )
    with pytest.raises(StoreError, match="look before you make it again"):
        store.append(scenario.key, 0, [RENAME] * 2)
    assert store.version(scenario.key) == 0
    assert store.append(scenario.key, 0, [RENAME]).version == 1
    store.close()


def owner(url: str, *commands: str) -> None:
    """Run commands on either kind of database past the application."""
    if not url.startswith("sqlite"):
        run_as_owner(url, *commands)
        return
    with closing(sqlite3.connect(str(make_url(url).database))) as connection, connection:
        for command in commands:
            connection.execute(command)


def entry_row(number: int, content: str, schema: int = 1) -> str:
    values = f"('toy-plan', {number}, {schema}, '{content}')"
    return f"INSERT INTO scenario_entry (scenario_key, number, schema, content) VALUES {values}"


GOOD = entry_text(RENAME)
COUNTED = "UPDATE scenario_summary SET entries = 1 WHERE scenario_key = 'toy-plan'"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ([entry_row(1, GOOD[:40]), COUNTED], "Entry 1 of the log is damaged"),
        ([entry_row(1, "{}"), COUNTED], "lacks “kind”"),
        ([entry_row(1, GOOD, schema=2), COUNTED], "written by another version"),
        ([entry_row(2, GOOD), COUNTED], "Its log has gaps"),
        ([COUNTED], "0 of 1 entries are there"),
        ([entry_row(1, GOOD)], "1 of 0 entries are there"),
        (
            [entry_row(1, GOOD.replace('"kind":"rename","name":"New"', '"kind":"undo"')), COUNTED],
            "undoes an edit; there is none",
        ),
    ],
)
def test_a_damaged_log_is_refused_in_words_and_the_others_are_not(
    url: str, store: ScenarioStore, scenario: Scenario, damage: list[str], words: str
) -> None:
    store.add(scenario)
    other = store.add(replace(scenario, key="other", log=(RENAME,)))
    owner(url, *damage)
    with pytest.raises(StoreError, match="“A plan for Toyshire” is damaged") as refused:
        store.read("toy-plan")
    assert words in str(refused.value)
    with pytest.raises(StoreError, match="is damaged where it is kept"):
        store.append("toy-plan", store.version("toy-plan"), [RENAME])
    assert store.read("other") == other
    assert {each.key for each in store.list(scenario.pack.key)} == {"toy-plan", "other"}


def test_a_damaged_head_is_refused_in_words(
    url: str, store: ScenarioStore, scenario: Scenario
) -> None:
    store.add(scenario)
    same = (
        "pack_key, pack_fingerprint, branched_key, branched_entries, name, archived, edits,"
        " entries, changed_at, changed_by"
    )
    owner(
        url,
        "INSERT INTO scenario SELECT 'copy', head FROM scenario WHERE key = 'toy-plan'",
        f"INSERT INTO scenario_summary (scenario_key, {same})"
        f" SELECT 'copy', {same} FROM scenario_summary WHERE scenario_key = 'toy-plan'",
    )
    with pytest.raises(StoreError, match="under another scenario's key"):
        store.read("copy")
    assert store.read("toy-plan").scenario == scenario


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE scenario_entry SET content = '{}'",
        "DELETE FROM scenario_entry",
        "UPDATE scenario SET head = '{}'",
        "DELETE FROM scenario",
    ],
)
def test_the_database_itself_refuses_to_change_or_delete_what_is_kept(
    url: str, store: ScenarioStore, scenario: Scenario, command: str
) -> None:
    kept = store.add(replace(scenario, log=(RENAME,)))
    with pytest.raises(Exception, match=r"Logs are only added to\."):
        owner(url, command)
    assert store.read("toy-plan") == kept
