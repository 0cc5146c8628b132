"""Pinned results: names of films and points, identities of stores, bytes of small stores.

    python tests/unit/study/pinned.py

writes ``pinned.json`` anew. It changes only on purpose: existing stores of users change with it,
and CHANGELOG.md states the change.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from nmhts.schema.load import load_study
from nmhts.study import run
from nmhts.study.files import canonical
from nmhts.study.plan import StudyPlan, make_plan, write_plan
from nmhts.study.run import prepare_generation, run_shard

PINNED = Path(__file__).with_suffix(".json")
SHIPPED = sorted((Path(__file__).parents[3] / "config/studies").glob("*.yaml"))
FIRST = 24  # run_ids that are written out; the others are hashed

SMALL = {
    "film_kinetics": """
        kind: film_kinetics
        film: {temperature: 298.15 K}
        protocol: hold {voltage} for 5 s; rest 2 s
        axes: {material: [CoN, FeN], thickness: [2 nm, 5 nm], voltage: [-2 V, -4 V]}
        output:
          {steps_per_clause: 6, snapshots_per_clause: 3, max_planes: 24, runs_per_shard: 6,
           variables: [coercivity, written_remanence], magnetised: [{clause: 1, direction: 1}]}
        """,
    "cycling": """
        kind: cycling
        film: {material: CoN}
        protocol: hold -4 V for 5 s; hold {erase} for 5 s
        cycles: {count: 20, then: rest 1 h}
        axes: {thickness: [2 nm, 3 nm], erase: [3 V, 4 V]}
        output: {max_planes: 16, runs_per_shard: 3}
        """,
    "stack_kinetics": """
        kind: stack_kinetics
        stack: {layers: "2 nm CoN / {spacer} FeN / 2 nm CoN", gate: propylene carbonate}
        protocol: hold {voltage} for 5 s
        axes: {spacer: [1 nm, 2 nm], voltage: [-2 V, -4 V]}
        output: {steps_per_clause: 6, runs_per_shard: 3}
        """,
    "wireless": """
        kind: wireless
        film: {material: CoN, gate: propylene carbonate with KI, thickness: 4 nm}
        cell: {cell_width: 20 mm, cell_height: 10 mm, film_length: 8 mm, film_y: 5 mm}
        protocol: hold {drive} for 1 min
        axes: {drive: [5 V, 10 V], film_x: [8 mm, 10 mm]}
        output: {runs_per_shard: 3}
        """,
    "lattice": """
        kind: lattice
        film: {material: CoN, thickness: 2 nm}
        protocol: hold {voltage} for 1 s
        axes: {voltage: [-3 V, -4 V], seed: [1, 2], box_side: [6]}
        output: {runs_per_shard: 3}
        """,
    "phase_map": """
        kind: phase_map
        system: Fe-N
        conditions: {material: FeN, pressure: 1 bar}
        axes: {temperature: [600 K, 900 K], nitrogen: [0, 0.1, 0.3]}
        output: {runs_per_shard: 4}
        """,
}


def write_small(kind: str, folder: Path) -> Path:
    """Write a small study of a kind."""
    lines = SMALL[kind].strip("\n").splitlines()
    indent = len(lines[0]) - len(lines[0].lstrip())
    path = folder / f"small_{kind}.yaml"
    path.write_text("".join(f"{line[indent:]}\n" for line in lines), encoding="utf-8")
    return path


def shipped(path: Path) -> dict[str, Any]:
    """Return the identity of a shipped study, its rows and their run_ids."""
    with tempfile.TemporaryDirectory() as results:
        change = make_plan(load_study(path), Path(results))
    points = [point for spec in change.new_specs.values() for point in spec["points"]]
    runs = [point["run_id"] for point in points]
    return {
        "identity": change.plan.content["identity"],
        "rows": len(points),
        "first": runs[:FIRST],
        "run_ids": _digest("\n".join(runs).encode()),
        "points": _digest(canonical(points).encode()),
    }


def stored(kind: str, raw: Mapping[str, Sequence[Any]]) -> dict[str, str]:
    """Return the hash of every file in the store of a small study with made-up numbers.

    The last row crashes. All steps between the simulation and the disk are the same on all
    machines.
    Parameters: raw: dtypes and shapes of the result of a simulation for one row, see ``row_of``.
    """
    with tempfile.TemporaryDirectory() as results:
        path = write_small(kind, Path(results))
        plan = write_plan(make_plan(load_study(path), Path(results)), path)
        with made_up(plan, raw):
            for generation in range(len(plan.content["generations"])):
                prepare_generation(plan, generation)
            for shard in plan.shards:
                run_shard(plan, shard)
        files = sorted(p for p in plan.files.store.rglob("*") if p.is_file())
        return {str(p.relative_to(plan.files.store)): _digest(p.read_bytes()) for p in files}


@contextmanager
def made_up(plan: StudyPlan, raw: Mapping[str, Sequence[Any]]) -> Iterator[None]:
    """Let studies of a kind store made-up numbers.

    They follow from the names of the outputs and the places of their rows, as 0.618 k mod 1 does.
    """
    kind = type(plan.kind)
    real, warm = kind.simulating, run.warm_kernels

    @contextmanager
    def simulating(self: Any, points: Sequence[Any], *_: Any) -> Iterator[Any]:
        def simulate(begin: int, end: int) -> dict[str, np.ndarray]:
            if end == len(points):
                raise ArithmeticError("the last row of every shard crashes")
            rows = [row_of(raw, at) for at in range(begin, end)]
            return {name: np.concatenate([row[name] for row in rows]) for name in raw}

        yield simulate

    kind.simulating, run.warm_kernels = simulating, lambda _: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        kind.simulating, run.warm_kernels = real, warm  # type: ignore[method-assign]


def row_of(raw: Mapping[str, Sequence[Any]], at: int) -> dict[str, np.ndarray]:
    """Return a possible result of a simulation for one row.

    Parameters: raw: by name the dtype, the shape and, for integers, the value of each output.
    """
    found = {}
    for name, (dtype, shape, value) in raw.items():
        seed = zlib.crc32(f"{name} {at}".encode()) % 1000
        numbers = (0.6180339887498949 * (seed + np.arange(np.prod(shape, dtype=int)))) % 1.0
        made = numbers if value is None else np.full(numbers.shape, value)
        found[name] = made.reshape(shape).astype(dtype)
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def all_that_is_pinned() -> dict[str, Any]:
    """Return the content of ``pinned.json``;
    results of simulations are taken from the present file.
    """
    raw = json.loads(PINNED.read_text(encoding="utf-8"))["raw"]
    return {
        "raw": raw,
        "shipped": {path.stem: shipped(path) for path in SHIPPED},
        "stored": {kind: stored(kind, raw[kind]) for kind in SMALL},
    }


if __name__ == "__main__":
    text = json.dumps(all_that_is_pinned(), indent=1, sort_keys=True)
    PINNED.write_text(text + "\n", encoding="utf-8")
