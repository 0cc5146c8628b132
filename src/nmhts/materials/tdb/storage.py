"""Storage of a database as JSON text for the cache, without code and with shared value ranges."""

from __future__ import annotations

import json
from typing import Any

from nmhts.materials.tdb.records import (
    Database,
    Element,
    Factor,
    MagneticModel,
    Parameter,
    Phase,
    Piece,
    Piecewise,
    Product,
    Species,
)


def dump(database: Database) -> str:
    """Return a database as JSON, without its name."""
    values: dict[Piecewise, int] = {}
    parameters = [
        [p.kind, p.phase, p.constituents, p.order, values.setdefault(p.value, len(values)),
            p.reference, p.line]
        for p in database.parameters
    ]  # fmt: skip
    return json.dumps(
        {
            "elements": [
                [e.name, e.reference, e.mass, e.enthalpy, e.entropy]
                for e in database.elements.values()
            ],
            "species": [[s.name, dict(s.atoms), s.charge] for s in database.species.values()],
            "functions": dict(database.functions),
            "phases": [
                [p.name, p.sites, p.constituents,
                    p.magnetic and [p.magnetic.antiferromagnetic_factor,
                        p.magnetic.structure_factor]]
                for p in database.phases.values()
            ],
            "values": list(values),
            "parameters": parameters,
            "references": dict(database.references),
            "remarks": database.remarks,
            "refused": dict(database.refused),
            "refused_sites": dict(database.refused_sites),
        },
        separators=(",", ":"),
    )  # fmt: skip


def load(text: str, name: str) -> Database:
    """Return the database of a text of :func:`dump`.

    Errors: ValueError, KeyError, TypeError for any other text.
    """
    raw = json.loads(text)
    values = [_piecewise(value) for value in raw["values"]]
    return Database(
        name,
        {row[0]: Element(*row) for row in raw["elements"]},
        {row[0]: Species(*row) for row in raw["species"]},
        {key: _piecewise(value) for key, value in raw["functions"].items()},
        {row[0]: _phase(*row) for row in raw["phases"]},
        tuple(
            Parameter(kind, phase, _tuples(where), order, values[value], reference, line)
            for kind, phase, where, order, value, reference, line in raw["parameters"]
        ),
        raw["references"],
        tuple(raw["remarks"]),
        raw["refused"],
        {name: _tuples(rows) for name, rows in raw["refused_sites"].items()},
    )


def _tuples(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, rows))


def _phase(name: str, sites: list, constituents: list, magnetic: list | None) -> Phase:
    model = MagneticModel(*magnetic) if magnetic else None
    return Phase(name, tuple(sites), _tuples(constituents), model)


def _piecewise(raw: list) -> Piecewise:
    return tuple(Piece(low, high, _sum(value)) for low, high, value in raw)


def _sum(raw: list) -> tuple[Product, ...]:
    return tuple(Product(c, tuple(map(_factor, factors)) if factors else ()) for c, factors in raw)


def _factor(raw: list[Any]) -> Factor:
    kind, of, power = raw
    return Factor(kind, _sum(of) if isinstance(of, list) else of, power)
