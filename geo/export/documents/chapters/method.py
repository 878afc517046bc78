"""Data, vintages, method and limits; and what the words mean."""

from __future__ import annotations

from geo.export.documents.consulted import ConsultedPlan
from geo.export.documents.document import Block, BulletList, Column, Heading, Note, Paragraph, Table
from geo.model import Pack, day_label
from geo.plan.identity import fingerprint
from geo.words import counted

TERMS = (
    ("Band", "The number of people that an area of a kind should have, from fewest to most."),
    ("Band status", "Whether an area is below, within or above its band, or unknown."),
    ("CCG", "Clinical commissioning group: an NHS body that bought local care until 2022."),
    ("ICP", "Integrated care provider: those who provide care in one place together."),
    ("ICS", "Integrated care system: all NHS and council bodies of a large area together."),
    ("Practice", "A general practice (GP practice) with a list of its patients."),
    ("Primary care network", "General practices that work together; it has no official boundary."),
    ("Registered patients", "People on the lists of general practices, wherever they live."),
    (
        "Residents",
        "People who live in an area, as estimated by the Office for National Statistics.",
    ),
    ("Small area", "A lower-layer super output area, where about 1,500 people live."),
    ("Unknown", "A figure that nobody has. It is never counted as nobody."),
    ("Withheld", "Not shown, because so few people could be recognised."),
)


def method(plan: ConsultedPlan) -> list[Block]:
    """Return where everything comes from, how it was made and what not to conclude from it."""
    pack = plan.pack
    layers = {layer.key: layer for layer in (*plan.tier_layers, *plan.changed_layers)}
    made = tuple(
        f"{layer.definition.name} ({day_label(layer.definition.vintage)}): "
        f"{layer.definition.method} {layer.definition.certainty}"
        for layer in layers.values()
    )
    return [
        Heading(2, "Data"),
        _sources(pack),
        Heading(2, "How areas were made"),
        BulletList(made),
        Heading(2, "How figures were made"),
        Paragraph(
            "The figures of an area are sums over its small areas or its practices. Both ends of a "
            "band are inside it. Where a part of a sum is not known, the sum is unknown. What is "
            "left out of the publications, and why, is listed with the data."
        ),
        Heading(2, "Limits"),
        BulletList(pack.cautions),
        Heading(2, "Version"),
        *_version(plan),
    ]


def glossary() -> list[Block]:
    """Return what the words mean."""
    return [Table("What words mean here", (Column("Word"), Column("Meaning")), TERMS)]


def attributions(pack: Pack) -> tuple[str, ...]:
    """Return the sentences that must travel with the data, each once."""
    return tuple(dict.fromkeys(source.attribution for source in pack.sources))


def _sources(pack: Pack) -> Table:
    rows = tuple((each.title, each.publisher, each.vintage) for each in pack.sources)
    columns = (Column("Publication"), Column("Publisher"), Column("Date"))
    return Table("Publications that the figures and boundaries come from", columns, rows)


def _version(plan: ConsultedPlan) -> list[Block]:
    data = f"Fingerprint of the data: {fingerprint(plan.baseline.state.baseline)}."
    if plan.scenario is None:
        return [Paragraph(data)]
    entries = counted(len(plan.scenario.log), "entry", "entries")
    return [
        Paragraph(
            f"The proposal is kept as a log of {entries}. "
            "Whoever has the log can work out everything here again."
        ),
        Note(f"Hash of the log (SHA-256): {plan.log_hash}. {data}"),
    ]
