"""Stacks in words: ``20 nm CoN / 5 nm MnN / 20 nm CoN``, from the bottom electrode to the gate.

stack    layer / layer / ...         an interface sheet between two layers: layer / oxidised /
                                     layer; without one it is abrupt
layer    thickness material          and optionally: with N 0.02, the occupied share of its N
                                     sites as grown
repeat   4 x ( stack )
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nmhts.errors import MaterialError

ABRUPT = "abrupt"
"""Interface of layers when none is named between them."""

MOST_LAYERS = 1000

_FORM = (
    "'20 nm CoN / 5 nm MnN / 20 nm CoN', with interfaces by name, 'with N 0.02' and '4 x ( ... )' "
    "where wanted"
)
_LAYER = re.compile(
    r"(?P<thickness>[\d.]+(?:[eE][-+]?\d+)?\s*[^\s\d]+)\s+(?P<material>\S+)"
    r"(?:\s+with\s+N\s+(?P<occupancy>\S+))?"
)
_REPEAT = re.compile(r"(?P<times>\d+)\s*x\s*\((?P<stack>.*)\)", re.DOTALL)


@dataclass(frozen=True)
class LayerText:
    """One layer as written; ``interface`` names the interface between it and the layer above."""

    material: str
    thickness: str
    occupancy: float | None = None
    interface: str = ABRUPT


def parse_stack(text: str) -> tuple[LayerText, ...]:
    """Return the layers of a stack from the bottom electrode to the gate.

    Errors: MaterialError with the part that cannot be read and the form that is expected.
    """
    layers = _layers(text, text)
    if len(layers) > MOST_LAYERS:
        raise MaterialError(f"stack {text!r}: {len(layers)} layers (allowed: up to {MOST_LAYERS})")
    return layers


def _layers(text: str, whole: str) -> tuple[LayerText, ...]:
    found: list[LayerText] = []
    named = ""
    for part in _parts(text, whole):
        if match := _REPEAT.fullmatch(part):
            times = int(match["times"])
            if not 1 <= times <= MOST_LAYERS:
                raise MaterialError(
                    f"stack {whole!r}: {match['times']} repeats (allowed: 1 to {MOST_LAYERS})"
                )
            more = _layers(match["stack"], whole) * times
        elif match := _LAYER.fullmatch(part):
            occupancy = _occupancy(match["occupancy"], part, whole)
            more = (LayerText(match["material"], match["thickness"], occupancy),)
        elif re.fullmatch(r"[A-Za-z][\w -]*", part) and not named and found:
            named = part
            continue
        else:
            raise MaterialError(f"stack {whole!r}: cannot read {part!r} (expected e.g. {_FORM})")
        if named:
            below = found.pop()
            found.append(LayerText(below.material, below.thickness, below.occupancy, named))
            named = ""
        found.extend(more)
    if named:
        raise MaterialError(f"stack {whole!r}: no layer lies on the interface {named!r}")
    return tuple(found)


def _parts(text: str, whole: str) -> list[str]:
    """Return the parts between slashes; slashes within brackets do not separate."""
    parts, depth, begin = [], 0, 0
    for place, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth < 0:
            break
        if letter == "/" and depth == 0:
            parts.append(text[begin:place].strip())
            begin = place + 1
    if depth != 0:
        raise MaterialError(f"stack {whole!r}: brackets do not close (expected e.g. {_FORM})")
    return [*parts, text[begin:].strip()]


def _occupancy(text: str | None, part: str, whole: str) -> float | None:
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 < value <= 1.0:
        raise MaterialError(
            f"stack {whole!r}: {part!r} holds N {text!r} (allowed: above 0, up to 1, of its N "
            "sites)"
        )
    return value
