"""Importing a plan, or who is in which area, from a file. Nothing is applied unasked."""

from __future__ import annotations

import streamlit as st

from geo.export.assignment_report import assignment_report_table
from geo.export.tables import as_csv
from geo.plan.assignment_text import AssignmentReport, Subject, read_assignments
from geo.plan.edits.words import some
from geo.plan.opened import OpenScenario, open_scenario
from geo.plan.rebase import rebase
from geo.plan.scenario import BranchPoint, Scenario, ScenarioError
from geo.plan.scenario_text import read_scenario_text
from geo.store.scenario_store import StoreError, new_key
from geo.words import counted
from pages.components import reading_table, what_if_preview, what_if_text
from pages.shared import editing
from pages.shared.editing import Outcome
from pages.shared.loading import Study
from pages.shared.scenarios import current_store, load_identity
from pages.shared.working import Working

MOST_BYTES = 50_000_000
MOST_ROWS = 40


@st.dialog("Import", width="large")
def ask(study: Study, working: Working, layer: str) -> None:
    """Ask for a file, say what it holds, and apply it when the planner says so."""
    definition = working.opened.state.layers[layer].definition
    st.write(
        "A plan (JSON), or a table (CSV) that says which small area, or which practice, is in "
        f"which of the {definition.plural}."
    )
    file = st.file_uploader("File", type=["json", "csv"], key="what-if import")
    if file is None:
        return
    content = file.getvalue()
    try:
        if len(content) > MOST_BYTES:
            raise ScenarioError([f"The file has {len(content):,} bytes; {MOST_BYTES:,} are read."])
        if file.name.casefold().endswith(".json"):
            _plan(study, content)
        else:
            _assignment(working, layer, content)
    except ScenarioError as error:
        what_if_text.fault("The file cannot be used. Nothing was changed.", error.faults)


def _plan(study: Study, content: bytes) -> None:
    opened, report = read_plan(study, content)
    told = [f"“{opened.scenario.name}”: {counted(len(opened.scenario.edits), 'edit', 'edits')}."]
    what_if_text.sentences([*told, *report])
    if st.button("Apply: keep it as a plan", type="primary"):
        _after(editing.adopt(study, opened))


def read_plan(study: Study, content: bytes) -> tuple[OpenScenario, list[str]]:
    """Open a plan from the content of a file, under a key that is free in the store.

    Returns:
        The plan, and what a planner should know about it before it is kept.

    Raises:
        ScenarioError: the content is no plan, or not one for this pack.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ScenarioError(["It is not UTF-8 text, or it was cut short."]) from None
    scenario = read_scenario_text(text)
    return opened_here(study, scenario)


def opened_here(study: Study, scenario: Scenario) -> tuple[OpenScenario, list[str]]:
    """Open a scenario, or take it over from another edition of the pack, under a free key.

    Raises:
        ScenarioError: it is for another pack, or cannot be opened.
    """
    try:
        opened = open_scenario(scenario, study.pack)
    except ScenarioError:
        here = load_identity(study.pack.key)
        if scenario.pack.key != here.key or scenario.pack.fingerprint == here.fingerprint:
            raise
        rebased = rebase(scenario, study.pack, new_key())
        return rebased.opened, [
            "It was made for another edition of the data and is taken over to this one.",
            *rebased.report,
        ]
    if not _is_kept(scenario.key):
        return opened, []
    origin = BranchPoint(scenario.key, len(scenario.log))
    copy = Scenario(new_key(), scenario.name, scenario.pack, scenario.log, origin)
    told = "A plan with its key is kept here already; this one is kept beside it."
    return OpenScenario(copy, study.pack, opened.state), [told]


def _is_kept(key: str) -> bool:
    try:
        current_store().version(key)
    except StoreError:
        return False
    return True


def _assignment(working: Working, layer: str, content: bytes) -> None:
    first = content[:200].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"").lower()
    subject = Subject.PRACTICES if first.lstrip(b'" ').startswith(b"practice") else Subject.UNITS
    report = read_assignments(content, working.opened.state, layer, subject)
    what_if_text.sentences([report.summary, *_missing_words(report), *report.notes])
    _show_faults(report)
    if report.faults or report.missing:
        st.download_button(
            "What becomes of each row (CSV)",
            lambda: as_csv(assignment_report_table(report)),
            f"import-report-{layer}.csv",
            "text/csv",
            key="what-if import report",
            on_click="ignore",
        )
    if not report.changes():
        st.write("Nothing would change.")
        return
    if not what_if_preview.show(working, report.changes()):
        return
    reason = st.text_input("Reason (optional)", key="what-if import reason")
    label = "Apply what can be used" if report.faults else "Apply"
    if st.button(label, type="primary"):
        _after(editing.make(report.changes(), reason))


def _missing_words(report: AssignmentReport) -> list[str]:
    """Say which codes no row names; none where each is named."""
    if not report.missing:
        return []
    subject = report.subject
    what = counted(len(report.missing), subject.singular, subject.plural)
    told = f"{what} {'is' if len(report.missing) == 1 else 'are'} not named in the file"
    return [f"{told} and would stay: {some(report.missing)}."]


def _show_faults(report: AssignmentReport) -> None:
    if not report.faults:
        return
    shown = report.faults[:MOST_ROWS]
    reading_table.show(
        "Rows that cannot be used",
        ("Line", "Code", "Area", "What is wrong"),
        [(f"{row.line:,}", row.code[:60], (row.area or "")[:60], row.message) for row in shown],
        text_columns=4,
    )
    if rest := len(report.faults) - len(shown):
        st.write(f"{rest:,} more rows cannot be used.")


def _after(outcome: Outcome) -> None:
    if outcome.kind == "refused":
        what_if_text.fault("Nothing was changed.", outcome.lines)
        return
    st.rerun()
