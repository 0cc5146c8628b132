"""Stacks of layers: limits and a multilayer.

The film they reduce to, N shared between layers, dielectrics in series, conservation, and the
levels of a multilayer.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import brentq

import nmhts
from nmhts.constants import e, k_B
from nmhts.errors import MaterialError, SimulationError, UnitError
from nmhts.materials.library import find_nitride
from nmhts.physics.transport.equations import SINGLE
from nmhts.physics.transport.parameters import film_parameters, plane_density
from nmhts.physics.transport.stack import StackLayer, plane_numbers
from nmhts.physics.transport.state import PADDING, PLANES, STERN, Extent
from nmhts.simulation.stacks.plane_model import StackPoint, pristine_stack, simulate_stacks
from nmhts.simulation.stacks.run import stack_point
from nmhts.simulation.stacks.stack import Stack

EV = e
KT = k_B * 298.15
BLOCKED = 5 * EV  # exit barrier: nothing passes the gate


def point(layers: str, protocol: str, steps: int = 40, **film: str) -> StackPoint:
    return stack_point(Stack(layers, **film), protocol, steps, "mixed")


def changed(given: StackPoint, *changes: dict[str, float]) -> StackPoint:
    """A stack with other numbers in its layers."""
    layers = (
        layer._replace(nitride=dict(layer.nitride, **change))
        for layer, change in zip(given.layers, changes, strict=True)
    )
    return replace(given, layers=tuple(layers))


def all_nitrogen(result: dict[str, np.ndarray]) -> np.ndarray:
    """N per area in layers, at the gate and lost, over time."""
    layers = result["layer_nitrogen"][0].sum(axis=1)
    return layers + result["nitrogen_reservoir"][0] + result["nitrogen_lost"][0]


@pytest.mark.parametrize("protocol", ["hold -5 V for 20 s", "hold -6 V for 8 s; hold 4 V for 4 s"])
def test_layers_of_one_material_are_one_film(protocol: str):
    film = nmhts.simulate(nmhts.Film("CoN", "20 nm"), protocol)
    stack = nmhts.simulate(nmhts.Stack("3 nm CoN / 10 nm CoN / 7 nm CoN"), protocol)
    for name in ("nitrogen_occupancy", "magnetization", "charge", "stern_drop", "current_density",
        "front_position", "front_width", "ferromagnetic_thickness"):  # fmt: skip
        np.testing.assert_allclose(stack[name], film[name], rtol=1e-9, err_msg=name)
    assert (stack["order"].values == film["order"].values).all()
    np.testing.assert_allclose(stack["depth"], film["depth"], rtol=1e-12)


def test_nitrogen_is_conserved_where_layers_have_unlike_planes():
    given = point("6 nm FeN / 6 nm Co0.9Mn0.1N / 3 nm Mn", "hold -7 V for 30 s; hold 5 V for 30 s")
    given = changed(given, {"plane_spacing": 3e-10}, {}, {"plane_spacing": 2e-10})
    total = all_nitrogen(simulate_stacks([given]))
    densities = {plane_density(layer.nitride) for layer in given.layers}
    assert len(densities) == 3
    assert np.ptp(total) < 1e-12 * total[0]
    result = simulate_stacks([given])
    assert np.ptp(result["layer_nitrogen"][0], axis=0).min() > 1e18, "nothing moved"


@pytest.mark.parametrize("difference", [-1.5, 0.0, 2.0])
def test_closed_layers_share_nitrogen_by_fermi_and_dirac(difference: float):
    """Without interaction the planes of a closed stack end at y / (1 - y) in the ratio
    exp(-difference), whatever barrier lies between.
    """
    free = {
        "interaction_energy": 0.0,
        "gradient_energy": 0.0,
        "exit_barrier": BLOCKED,
        "initial_occupancy": 0.4,
    }
    given = point("3 nm CoN / oxidised / 2 nm CoN", "rest 1e5 s")
    lower = given.layers[0].nitride["nitrogen_energy"]
    given = changed(
        given,
        free,
        free | {"nitrogen_energy": lower + difference * KT, "migration_barrier": 0.6 * EV},
    )
    y = simulate_stacks([given], rtol=1e-6)["nitrogen_occupancy"][0, -1]
    odds = y / (1.0 - y)
    assert np.ptp(odds[:12]) < 1e-6 * odds[0]
    assert odds[-1] / odds[0] == pytest.approx(np.exp(-difference), rel=1e-6)


def test_way_out_of_the_layer_that_binds_nitrogen_takes_longer_by_the_difference():
    """Mass action of the hop between two layers: its rates from either side differ by
    exp(-difference), the faster one being that of the bulk.
    """
    stack = Stack("1 nm CoN / 1 nm MnN")
    layers = [layer.numbers() for layer in stack.layers]
    numbers = plane_numbers(layers, 298.15)
    sites = plane_density(layers[0].nitride) / plane_density(layers[1].nitride)
    hopping = np.where(
        np.arange(8) < 3, 1.0, sites
    )  # sites of the poorer plane, over those at the gate
    barrier = (
        np.log(1e13 * hopping / numbers[:, 0]) * KT / EV
    )  # over the mean of the levels it leads between
    gap = stack.layers[0].material["nitrogen_energy"] - stack.layers[1].material["nitrogen_energy"]
    E_Co, E_Mn = (layer.material["migration_barrier"] / EV for layer in stack.layers)
    crossing = 3  # planes of MnN from the gate, the last of which leads to CoN
    assert barrier[:crossing] == pytest.approx(E_Mn, rel=1e-12)
    # The saddle stands at the bulk barrier above CoN, the higher level: 0.67 eV down, 0.67 eV and
    # the gap up.
    assert barrier[crossing] == pytest.approx(E_Co + 0.5 * gap / EV, rel=1e-12)
    assert barrier[crossing + 1 :] == pytest.approx(E_Co, rel=1e-12)


def test_unscreened_layers_are_dielectrics_in_series():
    stack = Stack("4 nm CoN / 3 nm FeN")
    base = [layer.numbers() for layer in stack.layers]
    far = {"screening_length_nitride": 1.0, "screening_length_metal": 1.0}
    layers = [
        StackLayer(
            dict(base[0].nitride, film_permittivity=20.0, plane_spacing=2e-10, **far),
            20,
            base[0].interface,
        ),
        StackLayer(
            dict(base[1].nitride, film_permittivity=50.0, plane_spacing=3e-10, **far), 10, None
        ),
    ]
    gate = stack.gate.values()
    p = film_parameters(layers[-1].nitride, gate, 298.15)
    n = 30
    numbers = plane_numbers(layers, 298.15)
    flat = np.concatenate([numbers, numbers[-1:]]).ravel()
    x = np.zeros(PLANES + 2 * n + PADDING)
    x[PLANES::2][:n] = 0.5
    x[STERN] = 0.7
    SINGLE.screened_potential(p, Extent(n, n - 2, float(n), flat), x, np.zeros(n))
    phi = x[PLANES + 1 :: 2][:n]
    # One displacement through all of it: eps_S D / t_S.
    displacement = gate["stern_permittivity"] * 0.7 / gate["stern_thickness"]
    fields = -np.diff(phi)
    assert fields[:9] == pytest.approx(displacement / 50.0 * 3e-10, rel=1e-6)
    assert fields[10:] == pytest.approx(displacement / 20.0 * 2e-10, rel=1e-6)
    assert fields[9] == pytest.approx(displacement * (1.5e-10 / 50.0 + 1e-10 / 20.0), rel=1e-6)
    assert phi[-1] == pytest.approx(displacement / 20.0 * 2e-10, rel=1e-6)


def test_front_walks_from_the_layer_that_binds_least():
    """CoN at the bottom empties first, then the alloys above it, which bind N more.

    The exit of the top layer limits the rate, so each N extracted adds the M of its layer.
    """
    run = nmhts.simulate(
        nmhts.Stack("10 nm CoN / 5 nm Co0.95Mn0.05N / 10 nm Co0.9Mn0.1N"),
        "hold -5 V for 60 s",
        steps_per_clause=200,
    )
    converted = 1.0 - run["layer_nitrogen"] / run["layer_nitrogen"][0]
    half = [int(np.argmax(converted.values[:, k] > 0.5)) for k in range(3)]
    assert 0 < half[0] < half[1] < half[2]
    assert converted.values[half[1], 0] > 0.97
    assert converted.values[half[1], 2] < 0.03
    heights = [5e-9, 12.5e-9, 20e-9]
    found = run["front_position"].values[half]
    np.testing.assert_allclose(found, heights, atol=1.5e-9)


def test_multilayer_memory_has_levels():
    """Spacers that bind N more tightly toward the bottom divide M into as many levels as layers.

    Each level is held for several times its rise.
    """
    text = (
        "8 nm CoN / 3 nm Co0.45Mn0.55N / 8 nm CoN / 3 nm Co0.55Mn0.45N / 8 nm CoN / 3 nm "
        "Co0.65Mn0.35N / 8 nm CoN"
    )
    given = stack_point(Stack(text, mixing="fcc-like"), "hold -4 V for 1e7 s", 120, "log")
    result = simulate_stacks([given])
    M, t = result["magnetization"][0], result["time"][0]
    final = result["layer_magnetization"][0, -1, ::2] * 32 / given.n_planes
    levels = np.cumsum(final)
    assert final == pytest.approx(np.full(4, final[0]), rel=1e-3)
    for level in levels:
        held = t[np.abs(M - level) < 0.02 * final[0]]
        assert held.max() / held.min() > 1.3, f"{level / 1e3:.0f} kA/m is no level"
    assert M[-1] == pytest.approx(levels[-1], rel=1e-3)


def test_a_seed_gives_and_a_sink_takes():
    """Mn below CoN draws its N without any voltage;
    a Co seed below CoN takes only what the miscibility gap allows.
    """
    sink, seed = (
        simulate_stacks(
            [
                changed(
                    point(f"2 nm {metal} / 4 nm CoN", "rest 10 days"), {}, {"exit_barrier": BLOCKED}
                )
            ]
        )
        for metal in ("Mn", "Co")
    )
    taken = sink["layer_nitrogen"][0, -1, 0] / sink["layer_nitrogen"][0, 0, 1]
    assert taken > 0.45
    # Of the regular solution: ln(y / (1 - y)) = (Omega / k_B T) (2 y - 1); 0.0213 at 4 k_B T.
    strength = find_nitride("CoN")["interaction_energy"] / KT
    solubility = brentq(lambda y: np.log(y / (1 - y)) - strength * (2 * y - 1), 1e-6, 0.2)
    assert seed["nitrogen_occupancy"][0, -1, 0] == pytest.approx(solubility, rel=0.2)


def test_a_layer_is_called_what_it_is_made_of():
    """A seed of Co has the numbers of the sheet of CoN, and is still called Co."""
    stack = nmhts.Stack("1 nm Co / 2 nm CoN")
    run = nmhts.simulate(stack, "rest 1 s", steps_per_clause=2)
    assert run.material.values.tolist() == ["Co", "CoN"]
    assert run.sheet.values.tolist() == ["CoN", "CoN"]


def test_a_run_goes_on_from_its_last_state():
    stack = Stack("5 nm Co / 5 nm CoN")
    whole = nmhts.simulate(stack, "hold -5 V for 2 s; rest 1 min")
    first = nmhts.simulate(stack, "hold -5 V for 2 s")
    then = nmhts.simulate(stack, "rest 1 min", start=first)
    np.testing.assert_allclose(
        then["nitrogen_occupancy"][-1], whole["nitrogen_occupancy"][-1], atol=2e-5
    )
    with pytest.raises(SimulationError, match=r"cannot go on as '5 nm Co / 6 nm CoN'"):
        nmhts.simulate(Stack("5 nm Co / 6 nm CoN"), "rest 1 s", start=first)
    with pytest.raises(SimulationError, match=r"allowed for a stack: 'planes'"):
        nmhts.simulate(stack, "rest 1 s", fidelity="front")


def test_stacks_of_one_batch_do_not_know_each_other():
    points = [
        point("3 nm Co / 4 nm CoN", "hold -5 V for 2 s"),
        point("2 x (2 nm FeN / 2 nm CoN)", "hold -6 V for 2 s"),
        point("12 nm Co0.9Mn0.1N / oxidised / 3 nm CoN", "hold -4 V for 3 s"),
    ]
    together = simulate_stacks(points)
    assert (together["status"] == 0).all()
    for i, one in enumerate(points):
        alone = simulate_stacks([one])
        n = one.n_planes
        assert (alone["nitrogen_occupancy"][0] == together["nitrogen_occupancy"][i, :, :n]).all()
        assert (alone["magnetization"][0] == together["magnetization"][i]).all()
    state = pristine_stack(points[0])
    assert (state.occupancy[0], state.occupancy[-1]) == (0.002, 0.998)


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        (
            "5 nm CoN / oxidized / 3 nm CoN",
            MaterialError,
            "unknown interface 'oxidized'; did you mean 'oxidised'?",
        ),
        ("5 nm CoN / 3 nm Co3O4", MaterialError, "Co3O4: its sheet does not say nitrogen_energy"),
        ("5 nm CoN / 3 nm Xy", MaterialError, "unknown material 'XyN'"),
        ("5 nm CoN / 0.2 nm FeN", UnitError, "layer 0.2 nm FeN: below 2 planes of 0.25 nm"),
        ("5 nm CoN / 3 kg FeN", UnitError, "'kg' is not a unit of length"),
        ("3 x (5 nm CoN / 1 nm FeN", MaterialError, "brackets do not close"),
        ("5 nm CoN with N 1.2", MaterialError, "holds N '1.2' (allowed: above 0, up to 1"),
        (
            "3 x 5 nm CoN",
            MaterialError,
            "cannot read '3 x 5 nm CoN' (expected e.g. '20 nm CoN / 5 nm MnN",
        ),
        ("CoN 5 nm / 3 nm FeN", MaterialError, "cannot read 'CoN 5 nm'"),
        ("5 nm CoN / oxidised", MaterialError, "no layer lies on the interface 'oxidised'"),
        ("oxidised / 5 nm CoN", MaterialError, "cannot read 'oxidised'"),
        ("0 x (5 nm CoN)", MaterialError, "0 repeats (allowed: 1 to 1000)"),
        ("", MaterialError, "cannot read ''"),
    ],
)
def test_bad_stacks_are_answered_in_one_sentence(text: str, error: type, said: str):
    with pytest.raises(error) as caught:
        Stack(text)
    assert said in str(caught.value)


def test_site_energies_are_those_of_the_database():
    """The energies of N in the zincblende nitrides of
    the sheets follow from the packaged database.
    """
    for material in ("CoN", "FeN", "MnN"):
        known = Stack(f"5 nm {material}").layers[0].material["nitrogen_energy"]
        found = float(nmhts.nitrogen_interaction(material)["mean_potential"])
        assert known / EV == pytest.approx(found / EV, abs=1e-3)
