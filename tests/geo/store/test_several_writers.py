"""Several writers at once, and writers that are killed: nobody's entry is lost or doubled."""

from __future__ import annotations

import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from geo.plan.scenario import Rename, Scenario
from geo.store.scenario_store import Conflict, ScenarioStore
from tests.geo.plan.plans import AUTHOR, NOW
from tests.geo.store.other_process import go, others


def names(store: ScenarioStore) -> list[str]:
    log = store.read("toy-plan").scenario.log
    return [entry.name for entry in log if isinstance(entry, Rename)]


def test_of_threads_that_write_the_same_number_exactly_one_wins_each_time(
    store: ScenarioStore, scenario: Scenario
) -> None:
    store.add(scenario)
    threads, rounds = 6, 10
    start = Barrier(threads)

    def write(thread: int) -> Counter[str]:
        came: Counter[str] = Counter()
        for number in range(rounds):
            start.wait()
            try:
                kept = store.append("toy-plan", number, [Rename(AUTHOR, NOW, f"{thread}")])
                came["won"] += 1
            except Conflict as conflict:
                kept = conflict.kept
                came["lost"] += 1
            assert kept.version == len(kept.scenario.log) == number + 1
        return came

    with ThreadPoolExecutor(threads) as pool:
        came = sum(pool.map(write, range(threads)), Counter[str]())
    assert came == {"won": rounds, "lost": rounds * (threads - 1)}
    assert len(names(store)) == store.version("toy-plan") == rounds


def test_processes_that_write_in_turns_lose_and_double_nothing(
    url: str, store: ScenarioStore, scenario: Scenario
) -> None:
    store.add(scenario)
    authors = ["Ada", "Bob", "Cy"]
    with others(*[("rename_often", url, author, "25") for author in authors]) as processes:
        assert go(processes) == ["renamed"] * 3
    written = names(store)
    assert len(written) == store.version("toy-plan") == 75
    for author in authors:
        assert [name for name in written if name.startswith(author)] == [
            f"{author} {number}" for number in range(25)
        ]


def test_processes_that_open_a_new_database_at_once_all_succeed(url: str) -> None:
    with others(*[("open_it", url)] * 4) as processes:
        assert go(processes) == ["opened"] * 4
    store = ScenarioStore.open(url)
    assert store.list("toy") == ()
    store.close()


def test_threads_that_open_a_new_database_at_once_all_succeed(url: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        for store in pool.map(lambda _: ScenarioStore.open(url, patience=60), range(6)):
            assert store.list("toy") == ()
            store.close()


def test_a_writer_that_is_killed_before_the_commit_leaves_the_log_as_it_was(
    url: str, store: ScenarioStore, scenario: Scenario
) -> None:
    store.add(scenario)
    before = store.append("toy-plan", 0, [Rename(AUTHOR, NOW, "Before")])
    with others(("die_before_the_commit", url)) as processes:
        assert go(processes) == [""]
        assert processes[0].returncode == -signal.SIGKILL
    assert store.read("toy-plan") == before
    store.append("toy-plan", 1, [Rename(AUTHOR, NOW, "After")])
    assert names(store) == ["Before", "After"]


def test_what_append_returned_for_is_there_when_the_writer_is_killed_right_after(
    url: str, store: ScenarioStore, scenario: Scenario
) -> None:
    store.add(scenario)
    with others(("die_after_the_append", url)) as processes:
        assert go(processes) == [""]
        assert processes[0].returncode == -signal.SIGKILL
    assert names(store) == ["Kept"]
