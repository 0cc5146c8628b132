"""Stacks of a checked study: every input resolved, each stack under its run_id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nmhts.errors import MaterialError, ProtocolError, UnitError
from nmhts.kinds.stack_kinetics.config import StackConfig, filled_with
from nmhts.materials.records import Sheet, with_numbers
from nmhts.physics.transport.stack import StackLayer
from nmhts.schema.combine import Combination
from nmhts.schema.placeholders import fill
from nmhts.simulation.protocols.text import Waveforms, parse_protocol
from nmhts.simulation.protocols.waveform import output_times
from nmhts.simulation.stacks.plane_model import StackPoint
from nmhts.simulation.stacks.stack import Stack
from nmhts.study.files import canonical, digest
from nmhts.study.film_resolver import idle
from nmhts.study.kind import Resolved
from nmhts.study.protocols import Sampled, read_protocols
from nmhts.study.rows import check_run_id, take_all
from nmhts.units import SI


@dataclass(frozen=True)
class PlannedStack:
    """One stack of a study.

    Its line of the run table, the hash of its physical inputs, its own numbers of the gate, and the
    names of its layers.
    """

    run_id: str
    row: dict[str, Any]
    protocol: str
    values: dict[str, float]
    names: tuple[str, ...]
    round: int = 0

    @property
    def key(self) -> str:
        """Return the key of the layers."""
        return stack_key(self.row)

    def entry(self) -> dict[str, Any]:
        """Return the stack as an entry of the spec of its shard."""
        return {
            "run_id": self.run_id,
            "row": self.row,
            "values": self.values,
            "protocol": self.protocol,
            "names": self.names,
        }


@dataclass(frozen=True)
class StudyStacks(Resolved[PlannedStack]):
    """All stacks of a study, and the tables they refer to.

    Stacks by :func:`stack_key`, gates by name, protocols by text.
    """

    stacks: dict[str, Stack]
    gates: dict[str, dict[str, float]]
    protocols: dict[str, Sampled]
    waveform_files: tuple[str, ...]


def stack_key(row: Mapping[str, Any]) -> str:
    """Return the key of the layers of a stack; alloys depend on the mixing rules too."""
    return f"{row['layers']} ({row['mixing']})"


def run_id(point: StackPoint) -> str:
    """Return the hash of all physical inputs that decide the result of a stack.

    Returns: 16 hex digits, a uint64.
    """
    waveform = point.protocol
    inputs = {
        "layers": [
            {"nitride": layer.nitride, "planes": layer.n_planes, "interface": layer.interface}
            for layer in point.layers
        ],
        "gate": point.gate,
        "temperature": point.temperature,
        "times": point.times,
        "voltage": [waveform.nodes, waveform.v_start, waveform.v_end],
    }
    return digest(canonical(inputs))[:16]


def resolve_points(config: StackConfig, extra: Sequence[Mapping[str, Any]] = ()) -> StudyStacks:
    """Return the stacks of a study in the order of its axes, then the extra ones.

    The last axis runs fastest.
    Errors: StudyError with every input that cannot be simulated.
    """
    resolver = _Resolver(config)
    take_all(config, extra, resolver.add, resolver.problems, resolver.check_room)
    return StudyStacks(
        tuple(resolver.found.values()),
        resolver.stacks,
        {name: sheet.values() for name, sheet in resolver.gates.items()},
        resolver.protocols,
        tuple(str(config.path.parent / p) for p in resolver.waveforms),
    )


def stack_tables(resolved: StudyStacks, points: Sequence[PlannedStack]) -> dict[str, Any]:
    """Return the tables of a shard's spec for some stacks: layers, sheets and protocols."""
    nitrides: dict[str, dict[str, float]] = {}
    interfaces: dict[str, dict[str, float]] = {}
    stacks = {}
    for point in points:
        if point.key in stacks:
            continue
        written = []
        for layer in resolved.stacks[point.key].layers:
            name = f"{layer.material.name} ({point.row['mixing']})"
            # The initial occupancy belongs to the layer, not to its nitride.
            own = layer.values()
            occupancy = own.pop("initial_occupancy")
            nitrides[name] = own
            above = layer.interface
            if above is not None:
                interfaces[above.name] = above.values()
            written.append(
                {
                    "nitride": name,
                    "planes": layer.n_planes,
                    "occupancy": occupancy,
                    "interface": None if above is None else above.name,
                }
            )
        stacks[point.key] = written
    gates = {point.row["gate"] for point in points}
    return {
        "stacks": stacks,
        "nitrides": nitrides,
        "interfaces": interfaces,
        "gates": {name: values for name, values in resolved.gates.items() if name in gates},
    }


def read_points(spec: Mapping[str, Any]) -> list[StackPoint]:
    """Return the simulation inputs of a shard's spec.

    Errors: StoreError if an input does not give the run_id under which it was planned.
    """
    protocols = read_protocols(spec)
    points = []
    for entry in spec["points"]:
        row = entry["row"]
        layers = tuple(
            StackLayer(
                spec["nitrides"][layer["nitride"]] | {"initial_occupancy": layer["occupancy"]},
                layer["planes"],
                None if layer["interface"] is None else spec["interfaces"][layer["interface"]],
            )
            for layer in spec["stacks"][stack_key(row)]
        )
        gate = with_numbers(spec["gates"][row["gate"]], entry["values"])
        point = StackPoint(layers, gate, row["temperature"], *protocols[entry["protocol"]])
        check_run_id(spec, entry, run_id(point))
        points.append(point)
    return points


@dataclass
class _Resolver:
    """Resolver and checker of stacks, one after another.

    Complaints are kept, each sentence once; ``most``: layers and planes of the largest stack.
    """

    config: StackConfig
    found: dict[str, PlannedStack] = field(default_factory=dict)
    stacks: dict[str, Stack] = field(default_factory=dict)
    gates: dict[str, Sheet] = field(default_factory=dict)
    protocols: dict[str, Sampled] = field(default_factory=dict)
    waveforms: Waveforms = field(default_factory=dict)
    problems: dict[str, None] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    most: dict[str, tuple[int, str]] = field(default_factory=dict)

    def add(self, combination: Combination) -> None:
        """Add a stack, or the reason why it cannot be simulated."""
        row = self.config.fixed | combination
        try:
            stack = self._stack(row)
        except (MaterialError, UnitError) as error:
            # The same mistake in many rows is reported once, with the values of the first of them.
            said = f"{self._where(row)}: {error}"
            self.told.setdefault(
                said, f"{said}{filled_with(row['layers'], row, self.config.columns)}"
            )
            self.problems[self.told[said]] = None
            return
        try:
            self._add(row, stack)
        except ProtocolError as error:
            self.problems[f"protocol: {error}"] = None
        except UnitError as error:
            self.problems[str(error)] = None

    def check_room(self) -> None:
        """Complain where the largest stack has no room in the store."""
        output = self.config.file.output
        for what, room in (("layers", output.max_layers), ("planes", output.max_planes)):
            count, text = self.most.get(what, (0, ""))
            if count > room:
                problem = (
                    f"stack.layers: {text!r} has {count} {what} (allowed: up to output.max_{what} "
                    f"= {room})"
                )
                self.problems[problem] = None

    def _add(self, row: dict[str, Any], stack: Stack) -> None:
        vocabulary = self.config.vocabulary
        gate = self.gates.setdefault(stack.gate.name, stack.gate)
        values = dict(self.config.parameters)
        values |= {name: value for name, value in row.items() if name in vocabulary.numbers}
        for name, value in values.items():
            try:
                vocabulary.check(name, value)
            except UnitError as error:
                raise UnitError(f"{name}: {error}") from error
            if missing := idle(name, gate):
                raise UnitError(
                    f"{name}: it does nothing under the gate {gate.name!r}, whose sheet does "
                    f"not say {', '.join(missing)}"
                )
        text = self._protocol(row)
        layers = tuple(layer.numbers() for layer in stack.layers)
        numbers = with_numbers(gate.values(), values)
        point = StackPoint(layers, numbers, row["temperature"], *self.protocols[text])
        identity = run_id(point)
        row = row | {
            "layers": stack.text,
            "gate": gate.name,
            "thickness": stack.thickness,
            "n_layers": len(stack.layers),
        }
        if identity in self.found:
            known = self.found[identity].row
            raise UnitError(f"axes: two stacks are the same: {_shown(row)} and {_shown(known)}")
        columns = (*self.config.columns, *self.config.named, *self.config.counters)
        kept = ("layers", "n_layers", "mixing", "gate", "thickness", "temperature", *columns)
        names = tuple(layer.name for layer in stack.layers)
        own = {name: row.get(name, values.get(name)) for name in kept}
        self.found[identity] = PlannedStack(identity, own, text, values, names)

    def _where(self, row: Mapping[str, Any]) -> str:
        """Return the place in the study file of the layers of a line of the run table."""
        for axis in self.config.axes:
            if axis.name == "layers":
                return f"axes.layers, value {list(axis.values).index(row['layers']) + 1}"
        return "stack.layers"

    def _stack(self, row: Mapping[str, Any]) -> Stack:
        """Return the stack of a line of the run table."""
        text = " ".join(fill(row["layers"], row, self.config.columns).split())
        key = stack_key({"layers": text, "mixing": row["mixing"]})
        stack = Stack(
            text, gate=row["gate"], temperature=SI(row["temperature"]), mixing=row["mixing"]
        )
        for what, count in (("layers", len(stack.layers)), ("planes", stack.n_planes)):
            self.most[what] = max(self.most.get(what, (0, "")), (count, text))
        self.stacks.setdefault(key, stack)
        return stack

    def _protocol(self, row: Mapping[str, Any]) -> str:
        """Return the protocol of a line as text, after reading its waveform and recorded times."""
        text = fill(self.config.file.protocol, row, self.config.columns)
        if text not in self.protocols:
            output = self.config.file.output
            waveform = parse_protocol(text, self.config.path.parent, self.waveforms)
            times = output_times(waveform, output.steps_per_clause, output.spacing)
            self.protocols[text] = waveform, tuple(times.tolist())
        return text


def _shown(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.items())
