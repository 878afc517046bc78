"""What can go wrong with a database of scenarios, in a planner's words.

What a database itself says is never passed on: it may hold a password, or what somebody typed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import psycopg
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError


class StoreError(Exception):
    """Something cannot be done with kept scenarios; carries every reason.

    Attributes:
        faults: the reasons, in a planner's words.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class UnknownScenario(StoreError):  # noqa: N818 - reads as what it is
    """There is no scenario with a key."""

    def __init__(self) -> None:
        super().__init__(["There is no such scenario here."])


DatabaseError = (SQLAlchemyError, sqlite3.Error, psycopg.Error)
"""What is raised between us and a database."""

_BUSY = "is being changed by somebody else and did not become free. Nothing was changed; try again."
_FULL = "has no room left on its disk. Nothing was changed."
_READ_ONLY = "cannot be written: it is read only. Nothing was changed."
_OF_SQLITE = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": "could not be written to its disk or read from it. Nothing was changed.",
    "SQLITE_CANTOPEN": "cannot be opened: its folder is not there, or must not be written.",
    "SQLITE_PERM": "cannot be opened: this user must not.",
    "SQLITE_NOTADB": "is not a database, or it is damaged.",
    "SQLITE_CORRUPT": "is damaged. Go back to a copy of it.",
}
"""How names of SQLite's result codes begin, and what they mean."""
_OF_POSTGRESQL = {
    "08": "cannot be reached.",
    "25006": _READ_ONLY,
    "28": "refuses the user or the password.",
    "3D000": "is not there: its server has none of that name.",
    "40": _BUSY,
    "42501": "must not be read and written by this user.",
    "53100": _FULL,
    "53": "has more to do than it can. Nothing was changed; try again.",
    "55P03": _BUSY,
    "57": "is starting, or was shut down. Try again.",
    "XX001": "is damaged. Go back to a copy of it.",
}
"""How PostgreSQL's SQLSTATE codes begin, and what they mean."""


def place_words(url: URL) -> str:
    """Name a database, without its user and password."""
    if url.get_backend_name() == "sqlite":
        return f"The database {url.database}"
    port = "" if url.port is None else f":{url.port}"
    return f"The database {url.database} on {url.host or 'this machine'}{port}"


def reason_words(error: BaseException, place: str) -> str:
    """Say what a database did not do, and why.

    Args:
        error: one of ``DatabaseError``.
        place: the database, as ``place_words`` names it.
    """
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return (
            f"{place} was lost while it was at work. "
            "The last change may have been kept: look before you make it again."
        )
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        code: str = getattr(cause, "sqlite_errorname", "")
        known = _OF_SQLITE
    elif isinstance(cause, psycopg.Error):
        code, known = cause.sqlstate or "", _OF_POSTGRESQL
        if isinstance(cause, psycopg.OperationalError) and not code:
            return (
                f"{place} cannot be reached: no server answers there, "
                "or it refuses the user, the password or the name of the database."
            )
    else:
        return f"{place} could not be asked ({type(error).__name__}). Nothing was changed."
    for start, words in known.items():
        if code.startswith(start):
            return f"{place} {words}"
    return f"{place} refused what it was asked ({code or type(cause).__name__})."
