"""Common part of kinds of study of films: run table, protocols in specs, origin of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from nmhts.errors import MaterialError
from nmhts.materials.library import find_gate, find_nitride
from nmhts.schema.films import clause_count
from nmhts.simulation.films.run import provenance
from nmhts.study.doubts import doubts_of_films
from nmhts.study.film_points import film_tables
from nmhts.study.film_variables import CODED
from nmhts.study.kind import Kind
from nmhts.study.protocols import protocol_tables

if TYPE_CHECKING:
    import xarray as xr


class FilmKind(Kind):
    """A kind of study whose points are films under a protocol.

    ``gated``: the voltage is that of a film against its gate.
    """

    what = "film"
    coded = CODED
    shown = ("protocol",)
    gated: bool = True

    def own_identity(self, config: Any) -> dict[str, Any]:
        """Return the number of clauses, which decides the number of recorded steps."""
        return {"clauses": clause_count(config.file.protocol)}

    def plan_entries(self, config: Any, resolved: Any) -> dict[str, Any]:
        """Return the protocol with the files it uses."""
        return {
            "waveform_files": sorted(resolved.waveform_files),
            "protocol": config.file.protocol,
        }

    def tables(self, resolved: Any, points: Sequence[Any]) -> dict[str, Any]:
        """Return the sheets and protocols of some films."""
        return film_tables(resolved, points) | {"protocols": protocol_tables(resolved, points)}

    def doubts(self, resolved: Any) -> tuple[str, ...]:
        """Return a sentence for each kind of implausible voltage, temperature or number."""
        return doubts_of_films(resolved.points, resolved.protocols, self.what, self.gated)

    def numbers(self, attributes: Mapping[str, Any], design: xr.Dataset) -> dict[str, Any]:
        """Return the counts of numbers by status in the present sheets of materials and gates."""
        pairs = zip(
            design["material"].values.tolist(), design["mixing"].values.tolist(), strict=True
        )
        finders = {name: (find_nitride, rules) for name, rules in sorted(set(pairs))}
        finders |= dict.fromkeys(np.unique(design["gate"].values).tolist(), (find_gate,))
        return {
            "sheets": {
                name: _counted(find, name, rules) for name, (find, *rules) in finders.items()
            }
        }


def recorded_steps(plan: Mapping[str, Any]) -> int:
    """Return the number of recorded steps of a plan: the start, and those of every clause."""
    identity = plan["identity"]
    return 1 + identity["clauses"] * identity["output"]["steps_per_clause"]


def _counted(find: Any, name: str, rules: Iterable[str]) -> str:
    try:
        return provenance(find(name, *rules)).split(": ", 2)[2]
    except MaterialError:
        return "no longer in the library"
