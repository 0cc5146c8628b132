"""Names that a study of stacks may vary."""

from __future__ import annotations

from collections.abc import Collection

from nmhts.materials.records import AXES
from nmhts.schema.names import STORE_NAMES, Vocabulary
from nmhts.symbols import SYMBOLS

_STACK_STORE_NAMES = STORE_NAMES | {"layer", "n_layers", "layer_material", "plane_layer"}


def stack_names(named: Collection[str], built: Collection[str]) -> Vocabulary:
    """Return the names of a study of stacks.

    Parameters: named: placeholders of the layers whose values are names (materials, interfaces);
    built: those that stand in layers only.
    """
    entries = {"layers": None, "gate": None, "mixing": None, "temperature": "K"}
    numbers = {name: SYMBOLS[name].unit for name in AXES["gate"]}
    several = (
        "a number of a nitride's sheet, of which a stack has several (allowed: numbers of the "
        "gate's sheet; a layer of other numbers is a sheet of its own)"
    )
    barred = dict.fromkeys(AXES["nitride"], several)
    return Vocabulary(
        "stack",
        entries,
        numbers,
        (),
        _STACK_STORE_NAMES,
        "stack",
        named=named,
        built=built,
        barred=barred,
    )
