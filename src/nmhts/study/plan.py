"""The plan of a study: which films are new, in which shard each lies, and what has to run and why.

Films are appended in generations. A generation starts on a new storage object and its last object is padded, so what is
computed stays where it is; a film that left the study file stays in the store and is masked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nmhts.errors import StoreError
from nmhts.schema.load import StudyConfig, load_study
from nmhts.study.code import code_identity
from nmhts.study.files import StudyFiles, digest, read_json, study_files, write_json
from nmhts.study.inputs import PLAN_FORMAT, forget_what_is_gone, input_hashes, is_current, read_plan
from nmhts.study.points import ROUND, StudyPoint, StudyPoints, nitride_key, resolve_points
from nmhts.study.variables import CODED, SCHEMA_VERSION, Variable, film_kinetics_variables


@dataclass(frozen=True)
class StudyPlan:
    """What is on disk about a study: ``content`` of plan.json, and where its files lie."""

    files: StudyFiles
    content: dict[str, Any]

    @property
    def study(self) -> str:
        """Return the name of the study."""
        return self.content["study"]

    @property
    def runs_per_shard(self) -> int:
        """Return the number of rows of a shard, which is one storage object per variable."""
        return self.content["identity"]["output"]["runs_per_shard"]

    @property
    def shards(self) -> range:
        """Return the numbers of all shards."""
        return range(sum(g["shards"] for g in self.content["generations"]))

    @property
    def active_shards(self) -> list[int]:
        """Return the numbers of the shards that hold a film of the study; the others are kept as they are."""
        return [shard for shard in self.shards if shard not in self.content["idle"]]

    @property
    def variables(self) -> tuple[Variable, ...]:
        """Return the variables of the store that shards write."""
        columns = self.content["identity"]["columns"]
        return film_kinetics_variables(columns, self.content["names"], self.content["variables"])

    def generation_of(self, shard: int) -> int:
        """Return the generation a shard belongs to."""
        for number, generation in enumerate(self.content["generations"]):
            if shard < generation["first_shard"] + generation["shards"]:
                return number
        raise StoreError(f"study {self.study!r} has no shard {shard}")

    def round_of(self, shard: int) -> int:
        """Return the round of refinement that added a shard, 0 for those of the axes."""
        return self.content["generations"][self.generation_of(shard)]["round"]

    def spec(self, shard: int) -> dict[str, Any]:
        """Return the spec of a shard."""
        try:
            return read_json(self.files.spec(shard))
        except StoreError as error:
            raise StoreError(f"{error}; mend it with: nmhts repair {self.study}") from error

    def specs(self) -> Iterator[dict[str, Any]]:
        """Yield the specs of all shards in order."""
        for shard in self.shards:
            yield self.spec(shard)


@dataclass(frozen=True)
class PlanChange:
    """What a study file means for what is on disk: counts of films, and the plan and specs to write."""

    plan: StudyPlan
    new_specs: dict[int, dict[str, Any]]
    kept: int
    new: int
    masked: int


def study_identity(config: StudyConfig) -> dict[str, Any]:
    """Return the identity of a study's store: physics, numerics and outputs, without the values of the axes."""
    columns = dict(config.columns) | dict.fromkeys(config.counters, "")
    clauses = [c for c in config.file.protocol.replace("\n", ";").split(";") if c.strip()]
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": config.file.kind,
        "clauses": len(clauses),
        "columns": columns,
        "numerics": config.file.numerics.model_dump(),
        "output": config.file.output.model_dump(exclude={"variables"}),
    }


def _differences(store: Any, study: Any, where: str = "") -> list[str]:
    """Return one line for every leaf in which two identities differ."""
    if isinstance(store, dict) and isinstance(study, dict):
        lines = []
        for key in sorted(store.keys() | study.keys()):
            place = f"{where}.{key}" if where else key
            lines += _differences(store.get(key), study.get(key), place)
        return lines
    return [] if store == study else [f"{where}: store has {store!r}, study file has {study!r}"]


def make_plan(config: StudyConfig, results: Path) -> PlanChange:
    """Compare a study with what is on disk and return what would be written and run; writes nothing.

    Errors: StudyError for films that cannot be simulated, StoreError for a store of another identity (with the differences).
    """
    files = study_files(results, config.name)
    identity = study_identity(config)
    known: dict[str, int] = {}  # shard by run_id
    generations: list[dict[str, int]] = []
    names: dict[str, list[str]] = {}
    variables: list[str] = []
    if not files.plan.exists() and files.store.exists():
        raise StoreError(
            f"{files.root} holds a store and no plan.json, so nobody knows which film lies where; "
            f"move {files.root} away and compute the study again"
        )
    if files.plan.exists():
        old = StudyPlan(files, read_plan(files))
        differences = _differences(old.content["identity"], identity)
        if differences:
            listed = "\n".join(f"  - {line}" for line in differences)
            raise StoreError(
                f"{files.store} belongs to a study of another identity, nothing was computed:\n{listed}\n"
                f"Give the study file another name, restore these keys, or move {files.root} away."
            )
        generations = list(old.content["generations"])
        names, variables = old.content["names"], old.content["variables"]
        for spec in old.specs():
            for point in spec["points"]:
                known[point["run_id"]] = spec["shard"]
    resolved = resolve_points(config, added_films(config, files))
    wanted = {point.run_id for point in resolved.points}
    new = [point for point in resolved.points if point.run_id not in known]
    first = sum(g["shards"] for g in generations)
    size = config.file.output.runs_per_shard
    specs: dict[int, dict[str, Any]] = {}
    for number in sorted({point.round for point in new}):
        # Every round of refinement starts a generation: what a round waits for is what came before it.
        mine = [point for point in new if point.round == number]
        begin = first + len(specs)
        for k, at in enumerate(range(0, len(mine), size)):
            specs[begin + k] = _spec(config, resolved, mine[at : at + size], begin + k, identity)
        shards = first + len(specs) - begin
        generation = {"first_shard": begin, "shards": shards, "films": len(mine), "round": number}
        generations.append(generation)
    active = {shard for run, shard in known.items() if run in wanted} | specs.keys()
    content = {
        "format": PLAN_FORMAT,
        "study": config.name,
        "idle": [shard for shard in range(first) if shard not in active],
        "title": config.file.title,
        "axes": [*config.dimensions, *config.counters],
        "identity": identity,
        "generations": generations,
        "waveform_files": sorted(resolved.waveform_files),
        "protocol": config.file.protocol,
        "masked": sorted(known.keys() - wanted),
        "names": _names(names, new),
        # What is recorded once stays in the store.
        "variables": list(dict.fromkeys([*variables, *config.file.output.variables])),
        "rounds": config.file.refine.max_rounds if config.file.refine else 0,
        "max_failed_fraction": config.file.execution.max_failed_fraction,
        "runs_per_batch": config.file.execution.runs_per_batch,
        "max_seconds_per_film": config.file.execution.max_seconds_per_film,
        "isolation": config.file.execution.isolation,
    }
    kept = len(wanted & known.keys())
    return PlanChange(StudyPlan(files, content), specs, kept, len(new), len(known.keys() - wanted))


def added_films(config: StudyConfig, files: StudyFiles) -> list[dict[str, Any]]:
    """Return the axis values of the films that refinement added, with the round that added each."""
    if config.file.refine is None or not files.refined.exists():
        return []
    return [{**film["values"], ROUND: film["round"]} for film in read_json(files.refined)]


def _names(known: dict[str, list[str]], new: list[StudyPoint]) -> dict[str, list[str]]:
    """Return the names behind the codes of the run table: those known keep their places, new ones follow."""
    found = {key: dict.fromkeys(known.get(key, ())) for key in CODED}
    for point in new:
        for key, seen in found.items():
            seen[str(point.row[key])] = None
    return {key: list(seen) for key, seen in found.items()}


def _spec(
    config: StudyConfig,
    resolved: StudyPoints,
    points: list[Any],
    shard: int,
    identity: dict[str, Any],
) -> dict[str, Any]:
    """Return the spec of a shard: all it needs, and nothing that changes when the study grows."""
    materials = {nitride_key(point.row) for point in points}
    gates = {point.row["gate"] for point in points}
    protocols = {}
    for text in sorted({point.protocol for point in points}):
        waveform, times = resolved.protocols[text]
        voltage = {"nodes": waveform.nodes, "v_start": waveform.v_start, "v_end": waveform.v_end}
        protocols[text] = voltage | {"times": times}
    return {
        "format": PLAN_FORMAT,
        "study": config.name,
        "shard": shard,
        "identity": identity,
        "nitrides": {n: v for n, v in resolved.nitrides.items() if n in materials},
        "gates": {n: v for n, v in resolved.gates.items() if n in gates},
        "protocols": protocols,
        "points": [
            {"run_id": p.run_id, "row": p.row, "values": p.values, "protocol": p.protocol}
            for p in points
        ],
    }


def write_plan(change: PlanChange) -> StudyPlan:
    """Write the specs of the new shards and then the plan, which makes them count; return it as it stands on disk."""
    plan = change.plan
    for shard, spec in change.new_specs.items():
        write_json(plan.files.spec(shard), spec, indent=None)
    write_json(plan.files.plan, plan.content)
    # As read back, so that whoever plans and whoever finds the plan on disk write the same bytes.
    return StudyPlan(plan.files, read_plan(plan.files))


def load_plan(results: Path, study: str) -> StudyPlan:
    """Return the plan on disk.

    Errors: StoreError if the study has not been planned.
    """
    files = study_files(results, study)
    if not files.plan.exists():
        raise StoreError(f"{files.root} holds no plan; run: nmhts plan <study file> --write")
    return StudyPlan(files, read_plan(files))


def plan_study(path: Path, results: Path) -> StudyPlan:
    """Plan a study and write the plan, or return the plan on disk if nothing it was made from has changed."""
    files = study_files(results, path.stem)
    forget_what_is_gone(files)
    if is_current(path, files):
        return StudyPlan(files, read_plan(files))
    plan = write_plan(make_plan(load_study(path), results))
    write_json(files.plan_inputs, input_hashes(path, files, plan.content["waveform_files"]))
    return plan


def shard_code(plan: StudyPlan) -> str:
    """Return the identity of the code that shapes this study's results."""
    return code_identity(plan.content["identity"])


def why_pending(plan: StudyPlan, shard: int, code: str) -> str | None:
    """Return why a shard has to run, or None if its receipt acknowledges it."""
    path = plan.files.receipt(shard)
    if not path.exists():
        return "not computed yet"
    receipt = read_json(path)
    if receipt["spec_sha256"] != digest(plan.files.spec(shard).read_bytes()):
        return "its films changed"
    if receipt["code"] != code:
        return "the code that shapes its results changed"
    stored = {name.rsplit("/c/", 1)[0] for name in receipt["objects"]}
    lacking = [v.path for v in plan.variables if v.path not in stored]
    if lacking:
        return f"variables to record: {', '.join(lacking)}"
    return None
