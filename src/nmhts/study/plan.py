"""The plan of a study: new films or points, the shard of each, and pending shards with reasons.

Films are appended in generations. A generation starts on a new storage object and its last object
is padded, so computed results keep their place. A film that left the study file stays in the store
and is masked.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nmhts.errors import StoreError, nearest
from nmhts.schema.config import StudyConfig
from nmhts.schema.load import load_study
from nmhts.study.code import code_identity
from nmhts.study.files import StudyFiles, command, study_files, write_json, write_kept
from nmhts.study.forms import (
    PLAN_FORMAT,
    plan_mending,
    read_plan,
    read_receipt,
    read_refined,
    read_spec,
    spec_digest,
)
from nmhts.study.inputs import input_hashes, is_current, refuse_store_that_is_away
from nmhts.study.kind import ROUND, Kind, PlannedPoint, Resolved
from nmhts.study.kinds import kind_named, kind_of
from nmhts.study.resources import shard_resources
from nmhts.study.variables import Variable

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StudyPlan:
    """The plan on disk: ``content`` of plan.json, and the files of the study."""

    files: StudyFiles
    content: dict[str, Any]

    @property
    def study(self) -> str:
        """Return the name of the study."""
        return self.content["study"]

    @property
    def kind(self) -> Kind:
        """Return the kind of the study."""
        return kind_of(self.content["identity"])

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
        """Return the shards with films of the study; the other shards are kept unchanged."""
        return [shard for shard in self.shards if shard not in self.content["idle"]]

    @property
    def variables(self) -> tuple[Variable, ...]:
        """Return the variables of the store that shards write."""
        return self.kind.variables(self.content)

    def generation_of(self, shard: int) -> int:
        """Return the generation of a shard."""
        for number, generation in enumerate(self.content["generations"]):
            if shard < generation["first_shard"] + generation["shards"]:
                return number
        raise StoreError(f"study {self.study!r} has no shard {shard}")

    def round_of(self, shard: int) -> int:
        """Return the round of refinement that added a shard, 0 for those of the axes."""
        return self.content["generations"][self.generation_of(shard)]["round"]

    def spec(self, shard: int) -> dict[str, Any]:
        """Return the spec of a shard. Errors: StoreError with the command that mends it."""
        return read_spec(self.files, shard)

    def specs(self) -> Iterator[dict[str, Any]]:
        """Yield the specs of all shards in order."""
        for shard in self.shards:
            yield self.spec(shard)


@dataclass(frozen=True)
class PlanChange:
    """Change of the plan by a study file: counts of films, plan and specs to write, doubts.

    ``doubts`` are messages on implausible inputs.
    """

    plan: StudyPlan
    new_specs: dict[int, dict[str, Any]]
    kept: int
    new: int
    masked: int
    doubts: tuple[str, ...] = ()


def study_identity(config: StudyConfig) -> dict[str, Any]:
    """Return the identity of a store: physics, numerics and outputs, without axis values."""
    return kind_named(config.file.kind).identity(config)


def _differences(store: Any, study: Any, where: str = "") -> list[str]:
    """Return one line for every leaf in which two identities differ."""
    if isinstance(store, dict) and isinstance(study, dict):
        lines = []
        for key in sorted(store.keys() | study.keys()):
            place = f"{where}.{key}" if where else key
            lines += _differences(store.get(key), study.get(key), place)
        return lines
    return [] if store == study else [f"{where}: store has {store!r}, study file has {study!r}"]


def _old_plan(files: StudyFiles, identity: dict[str, Any]) -> StudyPlan | None:
    """Return the plan on disk, None if the study has none.

    Errors: StoreError for a store without a plan, or one of another identity.
    """
    if not files.plan.exists():
        if files.store.exists():
            raise StoreError(
                f"{files.root} holds a store and no plan.json, so nobody knows which film lies "
                f"where; {plan_mending(files)}"
            )
        return None
    old = StudyPlan(files, read_plan(files))
    differences = _differences(old.content["identity"], identity)
    if differences:
        listed = "\n".join(f"  - {line}" for line in differences)
        raise StoreError(
            f"{files.store} belongs to a study of another identity, nothing was "
            f"computed:\n{listed}\n"
            f"Give the study file another name, restore these keys, or move {files.root} away."
        )
    return old


def make_plan(config: StudyConfig, results: Path) -> PlanChange:
    """Compare a study with its files on disk; return the changes, without writing.

    Errors: StudyError for films that cannot be simulated, StoreError for a store of another
    identity (with the differences).
    """
    files = study_files(results, config.name)
    kind = kind_named(config.file.kind)
    identity = study_identity(config)
    old = _old_plan(files, identity)
    known = (
        {} if old is None else {p["run_id"]: s["shard"] for s in old.specs() for p in s["points"]}
    )
    before = {} if old is None else old.content
    generations = list(before.get("generations", ()))
    names, variables = before.get("names", {}), before.get("variables", [])
    resolved = kind.resolve(config, added_films(config, files))
    wanted = {point.run_id for point in resolved.points}
    new = [point for point in resolved.points if point.run_id not in known]
    first = sum(g["shards"] for g in generations)
    size = identity["output"]["runs_per_shard"]
    specs: dict[int, dict[str, Any]] = {}
    for number in sorted({point.round for point in new}):
        # Every round of refinement starts a generation: a round waits for all earlier ones.
        mine = [point for point in new if point.round == number]
        begin = first + len(specs)
        for k, at in enumerate(range(0, len(mine), size)):
            specs[begin + k] = make_spec(
                config, resolved, mine[at : at + size], begin + k, identity
            )
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
        "masked": sorted(known.keys() - wanted),
        "names": _names(kind, names, new),
        # A variable recorded once stays in the store.
        "variables": list(dict.fromkeys([*variables, *kind.optional(config)])),
        "max_failed_fraction": config.file.execution.max_failed_fraction,
        "runs_per_batch": config.file.execution.runs_per_batch,
        "rounds": config.rounds,
        "max_seconds_per_run": config.file.execution.max_seconds_per_run,
        "isolation": config.file.execution.isolation,
        **kind.plan_entries(config, resolved),
    }
    content["resources"] = shard_resources(
        kind.variables(content),
        kind.sizes(content),
        size,
        kind.row_seconds,
        config.file.execution.max_seconds_per_run,
    )
    kept = len(wanted & known.keys())
    masked = len(known.keys() - wanted)
    doubts = kind.doubts(resolved)
    return PlanChange(StudyPlan(files, content), specs, kept, len(new), masked, doubts)


def added_films(config: StudyConfig, files: StudyFiles) -> list[dict[str, Any]]:
    """Return the axis values of the films that refinement added, with the round that added each."""
    if not config.refined_axes or not files.refined.exists():
        return []
    return [{**film["values"], ROUND: film["round"]} for film in read_refined(files)]


def _names(
    kind: Kind, known: dict[str, list[str]], new: list[PlannedPoint]
) -> dict[str, list[str]]:
    """Return the names of the codes of the run table: known ones keep their places, then new."""
    found = {key: dict.fromkeys(known.get(key, ())) for key in (*kind.coded, *known)}
    for point in new:
        for key, names in kind.names_of(point).items():
            found.setdefault(key, {}).update(dict.fromkeys(names))
    return {key: list(seen) for key, seen in found.items()}


def make_spec(
    config: StudyConfig,
    resolved: Resolved[Any],
    points: Sequence[PlannedPoint],
    shard: int,
    identity: dict[str, Any],
) -> dict[str, Any]:
    """Return the spec of a shard: all its inputs, and nothing that changes as the study grows."""
    return {
        "format": PLAN_FORMAT,
        "study": config.name,
        "shard": shard,
        "identity": identity,
        "points": [point.entry() for point in points],
        **kind_of(identity).tables(resolved, points),
    }


def write_plan(change: PlanChange, path: Path) -> StudyPlan:
    """Write the specs of new shards, then the plan, which makes them valid, then its inputs.

    Parameters: change; path of the study file.

    Returns: the plan as it stands on disk.
    """
    plan = change.plan
    for shard, spec in change.new_specs.items():
        write_json(plan.files.spec(shard), spec, indent=None)
    write_kept(plan.files, plan.files.plan, plan.content)
    # Read it back, so that a planner and a reader of the plan on disk write the same bytes.
    plan = StudyPlan(plan.files, read_plan(plan.files))
    write_kept(plan.files, plan.files.plan_inputs, input_hashes(path, plan.files, plan.content))
    return plan


def load_plan(results: Path, study: str) -> StudyPlan:
    """Return the plan on disk.

    Errors: StoreError if the study has not been planned.
    """
    files = study_files(results, study)
    refuse_store_that_is_away(files)
    if not files.plan.exists() and files.kept_copy(files.plan).exists():
        raise StoreError(f"{files.plan} is missing; {plan_mending(files)}")
    if not files.plan.exists():
        known = sorted(path.parent.name for path in results.glob(f"*/{files.plan.name}"))
        there = f" (studies there: {', '.join(known)})" if known else ""
        raise StoreError(
            f"{files.root} holds no plan{nearest(study, known)}{there}; run: nmhts plan <study "
            "file> --write"
        )
    return StudyPlan(files, read_plan(files))


def plan_study(path: Path, results: Path) -> StudyPlan:
    """Plan a study and write the plan; return the plan on disk if no input has changed."""
    files = study_files(results, path.stem)
    refuse_store_that_is_away(files)
    if is_current(path, files):
        return StudyPlan(files, read_plan(files))
    change = make_plan(load_study(path), results)
    for doubt in change.doubts:
        log.warning("%s: %s", path.stem, doubt)
    return write_plan(change, path)


def shard_code(plan: StudyPlan) -> str:
    """Return the identity of the code that shapes this study's results."""
    return code_identity(plan.content["identity"])


def why_pending(plan: StudyPlan, shard: int, code: str) -> str | None:
    """Return the reason why a shard has to run, None if its receipt is valid and a store exists.

    Errors: StoreError if its spec is gone, with the command that mends it.
    """
    if not plan.files.receipt(shard).exists():
        return "not computed yet"
    if not plan.files.store.exists():
        return f"its store is gone; compute it again with: {command(plan.files, 'repair')}"
    try:
        receipt = read_receipt(plan.files, shard)
    except StoreError as error:
        # A damaged receipt is void; its objects are checked before anything is simulated.
        return str(error)
    if receipt["spec_sha256"] != spec_digest(plan.files, shard):
        return f"its {plan.kind.what}s changed"
    if receipt["code"] != code:
        return "the code that shapes its results changed"
    stored = {name.rsplit("/c/", 1)[0] for name in receipt["objects"]}
    lacking = [v.path for v in plan.variables if v.path not in stored]
    if lacking:
        return f"variables to record: {', '.join(lacking)}"
    return None
