"""Plane coefficients of a stack from the sheets of its layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from nmhts.constants import k_B
from nmhts.physics.transport.parameters import plane_density
from nmhts.physics.transport.screening import nitride_screening_length
from nmhts.physics.transport.state import N_PLANE_NUMBERS, PlaneNumbers


class StackLayer(NamedTuple):
    """One layer of a stack.

    The values of its sheet in SI, including ``nitrogen_energy``; its number of planes; and the
    values of the interface to the layer above (None at the gate).
    """

    nitride: Mapping[str, float]
    n_planes: int
    interface: Mapping[str, float] | None


def plane_numbers(layers: Sequence[StackLayer], temperature: float) -> np.ndarray:
    """Return the ``PlaneNumbers`` of a stack [n, N_PLANE_NUMBERS], from the gate down.

    Within a layer they are those of its material. Between planes A and B of two layers

        E_AB = max(e_A + E_m,A, e_B + E_m,B) + delta - (e_A + e_B) / 2
        nu_AB = sqrt(nu_A nu_B),     kappa_AB = (kappa_A + kappa_B) / 2
        1 / link_AB = (a_A / eps_A + a_B / eps_B) / 2

    so that the saddle of a hop has one energy, seen from either side. N that goes down by e_A - e_B
    meets only the barrier of its own layer; the way back is higher by that difference (detailed
    balance). The number of hopping sites is that of the plane with fewer sites.

    Parameters: layers from the bottom electrode to the gate; temperature K. Energies e are relative
    to the layer at the gate, whose exit barrier is stated relative to its own N.
    """
    kT = k_B * temperature
    down = [
        (layer, k) for layer in reversed(layers) for k in reversed(range(layer.n_planes))
    ]  # fmt: skip
    top = layers[-1].nitride
    reference = top["film_permittivity"] / top["plane_spacing"]
    rows = []
    for place, (layer, k) in enumerate(down):
        own = layer.nitride
        below, interface = own, None
        if k == 0 and place + 1 < len(down):
            below = down[place + 1][0].nitride
            interface = down[place + 1][0].interface
        level = own["nitrogen_energy"] - top["nitrogen_energy"]
        lambda_M, eps = own["screening_length_metal"], own["film_permittivity"]
        a = own["plane_spacing"]
        density = plane_density(own) / plane_density(top)
        step = 0.5 * (a / eps + below["plane_spacing"] / below["film_permittivity"])
        sites = min(density, plane_density(below) / plane_density(top))
        nu = np.sqrt(own["attempt_frequency"] * below["attempt_frequency"])
        rows.append(
            PlaneNumbers(
                hop_rate=sites * nu * np.exp(-_hop_barrier(own, below, interface) / kT),
                level=(level + own["interaction_energy"]) / kT,
                omega=own["interaction_energy"] / kT,
                kappa=0.5 * (own["gradient_energy"] + below["gradient_energy"]) / kT,
                link=1.0 / (step * reference),
                q_metal=eps * a / lambda_M**2 / reference,
                log_ratio=np.log(nitride_screening_length(own, temperature) / lambda_M),
                y_mid=own["screening_midpoint"],
                y_steepness=1.0 / own["screening_width"],
                sites=density,
            )
        )
    return np.array(rows, dtype=float).reshape(-1, N_PLANE_NUMBERS)


def _hop_barrier(
    own: Mapping[str, float], below: Mapping[str, float], interface: Mapping[str, float] | None
) -> float:
    """Return the barrier of a hop, relative to the mean of its two levels, J."""
    if interface is None:
        return own["migration_barrier"]
    levels = [side["nitrogen_energy"] for side in (own, below)]
    saddles = [side["nitrogen_energy"] + side["migration_barrier"] for side in (own, below)]
    return max(saddles) + interface["interface_barrier"] - 0.5 * sum(levels)
