"""A real PostgreSQL server, in a folder and on a port of its own, for as long as tests need one.

Its files are synced to disk as in use, and it asks for a password.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
USER = "postgres"


def address_words(url: URL) -> str:
    """The address as somebody sets it, with its password."""
    return url.render_as_string(hide_password=False)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Start a server, and give the address of its first database."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    # The server refuses to run as root. Debian's package comes with a user for it.
    user, groups = (USER, list[str]()) if os.geteuid() == 0 else (None, None)
    if user:
        shutil.chown(folder, USER, USER)
    programs, port, password = INSTALLED[-1].parent, free_port(), secrets.token_hex(8)
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o644)
    data = folder / "data"
    log = folder / "log.txt"
    subprocess.run(
        [
            *(str(programs / "initdb"), "--pgdata", str(data), "--username", USER),
            *("--auth", "scram-sha-256", "--pwfile", str(secret)),
            *("--encoding", "UTF8", "--locale", "C"),
        ],
        check=True,
        capture_output=True,
        cwd=folder,
        user=user,
        group=user,
        extra_groups=groups,
    )
    with log.open("wb") as output:
        server = subprocess.Popen(
            [
                *(str(programs / "postgres"), "-D", str(data), "-p", str(port), "-k", str(folder)),
                *("-h", "127.0.0.1", "-c", "fsync=on"),
            ],
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            user=user,
            group=user,
            extra_groups=groups,
        )
    try:
        url = f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"
        wait_until_it_answers(url, server, log)
        yield url
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nobody needs its files again
        server.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_it_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        assert server.poll() is None, log.read_text()
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"The server did not answer: {log.read_text()}")


def new_database(server: str, encoding: str = "UTF8") -> str:
    """Make a database on a server and return its address."""
    name = f"scenarios_{secrets.token_hex(6)}"
    command = f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}'"
    run_as_owner(server, command)
    return address_words(make_url(server).set(database=name))


def run_as_owner(url: str, *commands: str) -> None:
    """Run commands on a database past the application."""
    with psycopg.connect(url, autocommit=True) as connection:
        for command in commands:
            connection.execute(command)
