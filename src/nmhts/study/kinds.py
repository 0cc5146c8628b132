"""The kinds of study there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmhts.study.cycling.kind import Cycling
from nmhts.study.films.kind import FilmKinetics
from nmhts.study.kind import Kind
from nmhts.study.lattice.kind import LatticeFilms
from nmhts.study.phase_maps.kind import PhaseMap
from nmhts.study.stacks.kind import StackKinetics
from nmhts.study.wireless.kind import Wireless

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (FilmKinetics(), Cycling(), StackKinetics(), Wireless(), LatticeFilms(), PhaseMap())
}


def kind_of(identity: Mapping[str, Any]) -> Kind:
    """Return the kind of the study that a store, plan or spec of an identity belongs to."""
    return KINDS[identity["kind"]]
