"""Plane coefficients of a stack from the sheets of its layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

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

    nitride: Mapping[str, Any]
    n_planes: int
    interface: Mapping[str, Any] | None


def plane_numbers(layers: Sequence[StackLayer], temperature: Any) -> np.ndarray:
    """Return the ``PlaneNumbers`` of a stack [n, N_PLANE_NUMBERS], from the gate down.

    Within a layer they are those of its material. Between planes A and B of two layers

        E_AB = max(e_A + E_m,A, e_B + E_m,B) + delta - (e_A + e_B) / 2
        nu_AB = sqrt(nu_A nu_B),     kappa_AB = (kappa_A + kappa_B) / 2
        1 / link_AB = (a_A / eps_A + a_B / eps_B) / 2

    so that the saddle of a hop has one energy, seen from either side. N that goes down by e_A - e_B
    meets only the barrier of its own layer; the way back is higher by that difference (detailed
    balance). The number of hopping sites is that of the plane with fewer sites.

    Parameters: layers from the bottom electrode to the gate, with real or complex numbers or arrays
    of them; temperature K. Energies e are relative to the layer at the gate, whose exit barrier is
    stated relative to its own N. Of arrays [m] the result is [n, N_PLANE_NUMBERS, m].
    """
    down = list(reversed(layers))
    rows: list[PlaneNumbers] = []
    for layer, below in zip(down, [*down[1:], None], strict=True):
        inner = _numbers_of_plane(layer.nitride, layer.nitride, None, down[0].nitride, temperature)
        rows += [inner] * (layer.n_planes - 1)
        if below is None:
            rows.append(inner)
        else:
            own, under = layer.nitride, below.nitride
            rows.append(
                _numbers_of_plane(own, under, below.interface, down[0].nitride, temperature)
            )
    size = np.broadcast_shapes(*(np.shape(number) for number in rows[0]))
    return np.array([[np.broadcast_to(number, size) for number in row] for row in rows]).reshape(
        -1, N_PLANE_NUMBERS, *size
    )


def _numbers_of_plane(
    own: Mapping[str, Any],
    below: Mapping[str, Any],
    interface: Mapping[str, Any] | None,
    top: Mapping[str, Any],
    temperature: Any,
) -> PlaneNumbers:
    """Return the coefficients of a plane.

    Parameters: values of its layer, of the layer of the plane below, of the interface between them
    (None within a layer) and of the layer at the gate.
    """
    kT = k_B * temperature
    reference = top["film_permittivity"] / top["plane_spacing"]
    level = own["nitrogen_energy"] - top["nitrogen_energy"]
    lambda_M, eps = own["screening_length_metal"], own["film_permittivity"]
    a = own["plane_spacing"]
    density = plane_density(own) / plane_density(top)
    step = 0.5 * (a / eps + below["plane_spacing"] / below["film_permittivity"])
    sites = _smaller(density, plane_density(below) / plane_density(top))
    nu = np.sqrt(own["attempt_frequency"] * below["attempt_frequency"])
    return PlaneNumbers(
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


def _smaller(a: Any, b: Any) -> Any:
    """Return the number with the smaller real part."""
    return np.where(np.real(a) < np.real(b), a, b)[()]


def _hop_barrier(
    own: Mapping[str, Any], below: Mapping[str, Any], interface: Mapping[str, Any] | None
) -> Any:
    """Return the barrier of a hop, relative to the mean of its two levels, J."""
    if interface is None:
        return own["migration_barrier"]
    levels = [side["nitrogen_energy"] for side in (own, below)]
    saddles = [side["nitrogen_energy"] + side["migration_barrier"] for side in (own, below)]
    highest = -_smaller(-saddles[0], -saddles[1])
    return highest + interface["interface_barrier"] - 0.5 * (levels[0] + levels[1])
