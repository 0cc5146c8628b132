"""Parameters of an exchange by name, so that some can be fitted while the others are held fixed.

``Co-Mn``: J of the nearest neighbors, ``Co-Mn.2`` of the second shell, J per pair;
``Co.extinction``: composition at which the moment of Co vanishes, ``Co.exponent``: exponent of its
decrease; ``N.factor``: factor of one N on a bond; ``N.shift``, ``N.superexchange``: J per N.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from nmhts.errors import MaterialError, unknown_name
from nmhts.physics.magnetism.spins.exchange import Exchange

NITROGEN = ("factor", "shift", "superexchange")
COLLAPSE = ("extinction", "exponent")


def constants_of(exchange: Exchange) -> dict[str, float]:
    """Return the parameters of an exchange by name; J in joules, the others dimensionless."""
    found: dict[str, float] = {}
    for (a, b), values in exchange.pairs.items():
        for s, J in enumerate(values):
            found[_pair(a, b, s)] = J
    for metal, collapse in exchange.collapses.items():
        found |= {f"{metal}.{name}": getattr(collapse, name) for name in COLLAPSE}
    return found | {f"N.{name}": getattr(exchange.nitrogen, name) for name in NITROGEN}


def with_constants(exchange: Exchange, values: Mapping[str, float]) -> Exchange:
    """Return the exchange with some of its parameters replaced.

    Parameters: values by name, as in :func:`constants_of`.
    Errors: MaterialError for a name that the exchange does not have, or a number out of its bounds.
    """
    known = constants_of(exchange)
    for name in values:
        if name not in known:
            raise MaterialError(unknown_name("constant of the exchange", name, known))
    new = known | dict(values)
    pairs = {
        (a, b): tuple(new[_pair(a, b, s)] for s in range(len(J)))
        for (a, b), J in exchange.pairs.items()
    }
    collapses = {
        metal: replace(collapse, **{name: new[f"{metal}.{name}"] for name in COLLAPSE})
        for metal, collapse in exchange.collapses.items()
    }
    nitrogen = replace(exchange.nitrogen, **{name: new[f"N.{name}"] for name in NITROGEN})
    return replace(exchange, pairs=pairs, collapses=collapses, nitrogen=nitrogen)


def is_energy(name: str) -> bool:
    """Return whether a constant is an energy in joules rather than dimensionless."""
    return name in ("N.shift", "N.superexchange") or "-" in name


def is_positive(name: str) -> bool:
    """Return whether a constant must be above zero."""
    return name.endswith(tuple(f".{part}" for part in COLLAPSE))


def _pair(a: str, b: str, shell: int) -> str:
    name = "-".join(sorted((a, b)))
    return name if shell == 0 else f"{name}.{shell + 1}"
