"""A search that has been made already: it tells lines from a file, in place of the real command.

The file holds ``lines``, told one after the other, and ``waits``: whether it waits for a line on
its input before the last of them. It keeps what it was asked beside the file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

PROGRESS = {
    "place": "PW",
    "place_name": "West place",
    "doing": "Looking for plans without a new network",
    "seconds": 1.0,
    "best": None,
    "bound": 0,
}


def command(folder: Path, lines: list[dict[str, Any]], *, waits: bool = False) -> tuple[str, ...]:
    """Write the lines, and return the command that tells them."""
    path = folder / "lines.json"
    path.write_text(json.dumps({"lines": lines, "waits": waits}), encoding="utf-8")
    return sys.executable, str(Path(__file__)), str(path)


def asked(folder: Path) -> list[str]:
    """Return the arguments of the search that ran last."""
    arguments: list[str] = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    return arguments


def progress(**told: object) -> dict[str, Any]:
    return {"schema": 1, "progress": {**PROGRESS, **told}}


def step(*units: str, to: str = "N1", people: int = 300) -> dict[str, Any]:
    return {
        "sentence": f"{', '.join(units)} move to {to}.",
        "people": people,
        "reason": f"{to} is then within its band.",
        "changes": [{"kind": "move_units", "layer": "pcn", "units": list(units), "to": to}],
    }


def area(code: str, name: str, before: int, after: int, *, is_new: bool = False) -> dict[str, Any]:
    def status(count: int) -> str:
        return "below" if count < 1000 else "above" if count > 2000 else "within"

    return {
        "area_code": code,
        "area_name": name,
        "is_new": is_new,
        "figures": [
            {
                "measure": "residents",
                "before": None if is_new else before,
                "after": after,
                "status_before": None if is_new else status(before),
                "status_after": status(after),
            }
        ],
        "pieces_before": None if is_new else 1,
        "pieces_after": 1,
        "unit_codes": [],
    }


def proposal(title: str = "Fewest people move", **told: object) -> dict[str, Any]:
    return {
        "title": title,
        "moved": 600,
        "joined_new": 0,
        "created": 0,
        "retired": 0,
        "crossing": 0,
        "bound": 600,
        "gap": 0,
        "proved": True,
        "sentences": ["Moves 600 residents; nothing moves fewer.", "No <i>line</i> is crossed."],
        "areas": [
            area("N1", "Southwest Network", 600, 1200),
            area("N2", "Northwest Network", 2400, 1800),
        ],
        "steps": [step("S31"), step("S32")],
        **told,
    }


def split(title: str = "A new area") -> dict[str, Any]:
    """Another proposal: N2 is split, and its northern row joins a new area."""
    new = {
        "kind": "create_area",
        "layer": "pcn",
        "area": "NEW1",
        "name": "New <b>Network</b>",
        "parent": "PW",
    }
    moves = step("S51", "S52", to="NEW1", people=1000)
    return proposal(
        title,
        moved=400,
        joined_new=1000,
        created=1,
        bound=350,
        gap=50,
        proved=False,
        sentences=["Moves 400 residents; no plan can move fewer than 350."],
        areas=[
            area("N2", "Northwest Network", 2400, 1400),
            area("NEW1", "New <b>Network</b>", 0, 1000, is_new=True),
        ],
        steps=[{**moves, "changes": [new, *moves["changes"]]}],
    )


def place(code: str = "PW", name: str = "West place", **told: object) -> dict[str, Any]:
    return {
        "parent_code": code,
        "parent_name": name,
        "verdict": "proposals",
        "sentences": ["The bands alone need 400 people to move."],
        "conflict": [],
        "bound": 600,
        "seconds": 2.5,
        "stopped": False,
        "proposals": [proposal(), split()],
        **told,
    }


def fitting() -> dict[str, Any]:
    return place("PE", "East place", verdict="fits", sentences=[], bound=0, proposals=[])


def answer(*places: dict[str, Any]) -> dict[str, Any]:
    fitted = {
        "measure": "residents",
        "date": "2019-06-30",
        "label": "",
        "lowest": 1000,
        "highest": 2000,
    }
    repair = {"layer": "pcn", "contiguity": "not_worse", "seed": 1, "populations": [fitted]}
    return {"schema": 1, "repair": {**repair, "places": list(places)}}


def tell(line: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(line)}\n")
    sys.stdout.flush()


def main() -> None:
    path = Path(sys.argv[1])
    path.with_name("asked.json").write_text(json.dumps(sys.argv[2:]), encoding="utf-8")
    content = json.loads(path.read_text(encoding="utf-8"))
    *first, last = content["lines"]
    for line in first:
        tell(line)
    if content["waits"] and not sys.stdin.readline():
        return
    tell(last)
    sys.exit(2 if "faults" in last else 0)


if __name__ == "__main__":
    main()
