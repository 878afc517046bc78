"""An unfinished folder: files are written to it as they are made, and then it takes its place.

It stands beside the folder that it will be, on the same disk. What is not finished is taken away
again, with the parents that were made for it: whoever looks finds all of an export or nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType


@dataclass(frozen=True)
class WrittenFile:
    """A file as it was written.

    Attributes:
        size: bytes.
        sha256: of its content, in hexadecimal.
    """

    size: int
    sha256: str


class UnfinishedFolder:
    """A folder in the making; a context that takes away whatever has not taken its place.

    Attributes:
        target: the folder that it will be.
        files: those that are written, by their paths inside the folder.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.files: dict[str, WrittenFile] = {}
        self._new_parents: list[Path] = []
        self._made: Path | None = None

    def __enter__(self) -> UnfinishedFolder:
        """Make the folder, and the target's parents where they are missing.

        Raises:
            OSError: it cannot be made; nothing is left of it.
        """
        parent = self.target.parent
        self._new_parents = [each for each in (parent, *parent.parents) if not each.exists()]
        try:
            parent.mkdir(parents=True, exist_ok=True)
            beside = f".{self.target.name[:40]}."
            self._made = Path(tempfile.mkdtemp(dir=parent, prefix=beside))
            self._new.mkdir()
        except OSError:
            self._take_away(whole=True)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take away what has not taken its place."""
        self._take_away(whole=kind is not None)

    def write(self, path: str, content: bytes) -> None:
        """Write a file so that it is on the disk.

        Args:
            path: inside the folder, with ``/`` between the parts.
            content: of the file.

        Raises:
            OSError: it cannot be written.
        """
        target = self._new / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        self.files[path] = WrittenFile(len(content), hashlib.sha256(content).hexdigest())

    def take_place(self) -> None:
        """Put the folder in the place of the target, if there is one.

        Raises:
            OSError: it cannot be put there; what was there is there again.
        """
        old = self._new.with_name("old")
        there = self.target.exists()
        if there:
            self.target.rename(old)
        try:
            self._new.rename(self.target)
        except OSError:
            if there:
                old.rename(self.target)
            raise

    @property
    def _new(self) -> Path:
        if self._made is None:
            raise RuntimeError("the folder is written to before it is entered")
        return self._made / "new"

    def _take_away(self, *, whole: bool) -> None:
        if self._made is not None:
            shutil.rmtree(self._made, ignore_errors=True)
        if whole:
            for parent in self._new_parents:
                with contextlib.suppress(OSError):  # not empty: somebody else uses it
                    parent.rmdir()
