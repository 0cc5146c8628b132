"""Packaged numbers of alloys and gates: the source of each number, and a run of every system."""

from __future__ import annotations

import numpy as np
import pytest

from nmhts.materials.library import PACKAGED, find_gate, find_mixing, library, mixing_library
from nmhts.simulation.films.film import Film
from nmhts.simulation.simulate import simulate


@pytest.mark.parametrize("name", sorted(mixing_library()))
def test_packaged_rules_say_where_each_number_comes_from(name: str):
    found = find_mixing(name)
    bibliography = (PACKAGED / "references.bib").read_text(encoding="utf-8")
    assert found.description
    assert set(found.pairs) == {("Co", "Fe"), ("Co", "Mn"), ("Fe", "Mn")}
    for pair in found.pairs.values():
        assert pair.note
        for interaction in pair.interactions.values():
            assert interaction.uncertainty > 0
            assert f"{{{interaction.source}," in bibliography
            assert interaction.note or interaction.status not in ("fitted", "assumed")
    counted = sum(len(pair.interactions) for pair in found.pairs.values())
    assert sum(found.count_by_status().values()) == counted


@pytest.mark.parametrize("name", ["HfO2", "Ta2O5", "GdOx"])
def test_solid_gates_hold_their_breakdown_field(name: str):
    field = find_gate(name).quantities["breakdown_field"]
    assert 1e8 < field.value < 1e10
    assert field.text.endswith("MV/cm")


@pytest.mark.parametrize("material", ["CoN", "FeN", "Co0.9Mn0.1N", "Co0.5Fe0.5N"])
@pytest.mark.parametrize("gate", sorted(library("gate")))
def test_every_system_runs_under_every_gate(material: str, gate: str):
    run = simulate(
        Film(material, "2 nm", gate=gate),
        "hold -2 V for 1 s; hold +2 V for 1 s",
        steps_per_clause=4,
    )
    assert run.attrs["status"] == "ok"
    assert np.isfinite(run["magnetization"]).all()
    assert float(run["nitrogen_occupancy"].max()) <= 1 + 1e-9
