"""Composition-dependent moments: a metal loses its moment as another replaces its neighbors."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from nmhts.errors import MaterialError


@dataclass(frozen=True)
class Collapse:
    """Decrease of the moment of a metal with the share x of another one among the metals.

        m(x) = m(0) sqrt(max(0, 1 - (x / x_c)^q))
        J_ij(x) = J_ij(0) [m_i(x) / m_i(0)] [m_j(x) / m_j(0)]

    With q = 1 this is the moment of a weak itinerant ferromagnet in Landau's expansion, with m^2
    linear in x. All atoms of the metal have the same moment, independent of their own neighbors:
    assumed.
    Parameters: by: the metal that reduces the moment; extinction x_c, above 0; exponent q, above 0.
    Errors: MaterialError for numbers out of these bounds.
    """

    by: str
    extinction: float
    exponent: float = 1.0

    def __post_init__(self):
        for name, value in (("extinction", self.extinction), ("exponent", self.exponent)):
            if not (math.isfinite(value) and value > 0.0):
                raise MaterialError(f"collapse by {self.by}: {name} = {value:g} (allowed: above 0)")

    def share(self, fractions: Mapping[str, float]) -> float:
        """Return m(x)/m(0) at the fractions of the metals."""
        x = fractions.get(self.by, 0.0)
        return math.sqrt(max(0.0, 1.0 - (x / self.extinction) ** self.exponent))
