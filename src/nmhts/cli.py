"""Command line: thin verbs over the package, the set-up of logging, and all that is printed."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nmhts import __version__
from nmhts.errors import NmhtsError

if TYPE_CHECKING:
    from nmhts.study.files import StudyFiles

# Verbs import what they need when they run, so that --help and small verbs start at once.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code: 0, or 1 with the reason on stderr."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        _set_up_logging(given)
        if parent := getattr(given, "die_with_parent", None):
            from nmhts.study.attempts import die_with_parent

            die_with_parent(parent)
        return _act(given) or 0
    except NmhtsError as error:
        logging.getLogger("nmhts").error("%s", error)
        return 1
    except BrokenPipeError:
        # The reader of a pipe (head, less) has gone; nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        # Of the machine: a full disk, a folder that cannot be written, a file that cannot be read.
        where = f"{error.filename}: " if error.filename else ""
        logging.getLogger("nmhts").error(
            "%s%s; nothing that was acknowledged is lost: mend that and repeat the command",
            where, error.strerror or error,
        )  # fmt: skip
        logging.getLogger("nmhts").debug("at", exc_info=error)
        return 1
    except Exception:
        # A fault of nmhts, not of its user: the log file must hold it too.
        logging.getLogger("nmhts").exception("internal error")
        return 1


def _act(given: argparse.Namespace) -> int | None:
    """Do what a verb is for; damage to its study is named with the command that mends it."""
    if not hasattr(given, "study"):
        return given.act(given)
    from nmhts.study.damage import naming_damage

    with naming_damage(_files(given)):
        return given.act(given)


def _named(given: argparse.Namespace) -> tuple[str, Path | None]:
    """Return the name of a study, and its file if that was given."""
    path = Path(given.study)
    return (path.stem, path) if path.suffix in (".yaml", ".yml") else (given.study, None)


def _files(given: argparse.Namespace) -> StudyFiles:
    """Return the files of a study, given by its study file or its name."""
    from nmhts.study.files import study_files

    return study_files(given.results, _named(given)[0])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nmhts", description="Parameter studies of nitrogen magneto-ionics."
    )
    parser.add_argument("--version", action="version", version=f"nmhts {__version__}")
    parser.add_argument(
        "--results", type=Path, default=Path("results"), help="results folder (default: results)"
    )
    verbs = parser.add_subparsers(required=True, metavar="verb")

    def verb(name: str, act: Callable, text: str, study: str | None) -> argparse.ArgumentParser:
        sub = verbs.add_parser(name, help=text, description=text)
        sub.set_defaults(act=act)
        sub.add_argument("--log", type=Path, help="also write the log to this file")
        if study:
            sub.add_argument("study", help=study)
        return sub

    file_or_name = "study file (config/studies/NAME.yaml) or the name of a planned study"
    plan = verb("plan", _plan, "say what a study would compute, and why", "study file")
    plan.add_argument("--write", action="store_true", help="write the plan for the workflow")
    run = verb("run", _run, "compute a study, or some shards of a planned one", file_or_name)
    run.add_argument("--shard", type=int, action="append", help="only this shard (repeatable)")
    run.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="threads per shard")
    prepare = verb("prepare", _prepare, "make room in the store for a generation", file_or_name)
    prepare.add_argument("--generation", type=int, required=True)
    refine = verb(
        "refine", _refine, "say which films or points a round of refinement adds", file_or_name
    )
    refine.add_argument("--round", type=int, required=True)
    finish = verb("finish", _finish, "check the receipts and make new rows visible", file_or_name)
    for sub in (run, prepare, refine, finish):
        sub.add_argument(
            "--die-with-parent",
            type=int,
            metavar="PID",
            help="stop when the calling process, which has this id, is gone",
        )
    verb("status", _status, "where a study stands: shards, films or points by status", file_or_name)
    verb("verify", _verify, "check every object, receipt, spec and piece of metadata", file_or_name)
    repair = verb("repair", _repair, "mend what verify finds bad", file_or_name)
    repair.add_argument(
        "--failed",
        action="store_true",
        help="compute films or points again that hit their time limit or crashed",
    )
    repair.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="threads")
    gc = verb("gc", _gc, "remove what killed processes left behind", file_or_name)
    gc.add_argument("--dry-run", action="store_true", help="only say what would be removed")
    verb("unlock", _unlock, "remove the lock of a killed Snakemake in this folder", None)
    verb("report", _report, "draw the figures of a study", file_or_name)
    export = verb("export", _export, "write a study as NetCDF or as CSV tables", file_or_name)
    export.add_argument("--format", choices=("netcdf", "csv"), default="netcdf")
    export.add_argument("--output", type=Path, help="file, or folder of the tables")
    export.add_argument("--force", action="store_true", help="replace an earlier export")
    materials = verb(
        "materials", _materials, "list sheets and mixing rules, or show one with its sources", None
    )
    materials.add_argument("name", nargs="?", help="formula, gate, or set of mixing rules")
    materials.add_argument("--mixing", help="mixing rules for an alloy")
    validate = verb("validate", _validate, "judge the published claims with films made here", None)
    validate.add_argument("--claim", action="append", help="only this claim (repeatable)")
    validate.add_argument("--write", type=Path, help="also write the verdicts to this JSON file")
    validate.add_argument("--figure", type=Path, help="also draw them into this PNG file")
    schema = verb("schema", _schema, "print the JSON Schema of study files", None)
    schema.add_argument("--write", type=Path, help="write it to this file instead")
    return parser


def _set_up_logging(given: argparse.Namespace) -> None:
    # What cannot be written into a log must not fill the screen.
    logging.raiseExceptions = False
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    if given.log:
        given.log.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(logging.FileHandler(given.log, mode="w"))
    logging.basicConfig(level=logging.INFO, format="%(message)s", handlers=handlers)


def _planned(given: argparse.Namespace):
    from nmhts.study.plan import load_plan, plan_study

    name, path = _named(given)
    return plan_study(path, given.results) if path else load_plan(given.results, name)


def _plan(given: argparse.Namespace) -> None:
    from nmhts.schema.combine import most_rows_of_study
    from nmhts.schema.load import load_study
    from nmhts.study.inputs import refuse_store_that_is_away
    from nmhts.study.plan import make_plan, shard_code, why_pending, write_plan
    from nmhts.study.store import store_size

    config = load_study(Path(given.study))
    refuse_store_that_is_away(_files(given))
    change = make_plan(config, given.results)
    plan = change.plan
    rows = len(plan.shards) * plan.runs_per_shard
    what = plan.kind.what
    print(
        f"{plan.study}: {change.new + change.kept} {what}s, {len(plan.shards)} shards, {rows} rows"
    )
    print(
        f"  new {change.new}, already planned {change.kept}, no longer in the study {change.masked}"
    )
    if config.rounds:
        print(
            f"  refinement: up to {config.rounds} rounds, {change.new + change.kept} {what}s now, "
            f"at most {most_rows_of_study(config)} in all"
        )
    for doubt in change.doubts:
        print(f"  warning: {doubt}")
    objects, size = store_size(plan)
    print(f"  store: {objects} objects, {size / 1e6:,.2f} MB before compression")
    code = shard_code(plan)
    for shard in plan.shards:
        new = shard in change.new_specs
        reason = "not computed yet" if new else why_pending(plan, shard, code)
        if shard not in plan.active_shards:
            print(f"  shard {shard:05d}: kept, none of its {what}s is in the study")
            continue
        print(f"  shard {shard:05d}: {'to run, ' + reason if reason else 'done'}")
    if given.write:
        write_plan(change, Path(given.study))


def _run(given: argparse.Namespace) -> None:
    from nmhts.study.compute import compute_study
    from nmhts.study.run import run_shard

    plan = _planned(given)
    if given.shard is not None:
        for shard in given.shard:
            if shard not in plan.shards:
                raise NmhtsError(f"--shard {shard}: {plan.study} has shards 0 to {plan.shards[-1]}")
            run_shard(plan, shard, given.threads)
        return
    compute_study(plan, given.threads)


def _refine(given: argparse.Namespace) -> None:
    from nmhts.study.refine import refine_study

    plan = _planned(given)
    allowed = range(1, plan.content["rounds"] + 1)
    if given.round not in allowed:
        raise NmhtsError(f"--round {given.round}: {plan.study} has {len(allowed)} rounds")
    print(
        f"{plan.study}: round {given.round} has {refine_study(plan, given.round)} {plan.kind.what}s"
    )


def _prepare(given: argparse.Namespace) -> None:
    from nmhts.study.run import prepare_generation

    plan = _planned(given)
    if given.generation not in range(len(plan.content["generations"])):
        raise NmhtsError(
            f"--generation {given.generation}: {plan.study} has {len(plan.content['generations'])}"
        )
    prepare_generation(plan, given.generation)


def _finish(given: argparse.Namespace) -> None:
    from nmhts.study.finish import finalise_study

    plan = _planned(given)
    content = finalise_study(plan)
    print(f"{plan.study}: {content['films']} {plan.kind.what}s, {content['status']}")


def _status(given: argparse.Namespace) -> None:
    from nmhts.study.finish import study_state

    plan = _planned(given)
    what = plan.kind.what
    state = study_state(plan)
    done, running, pending = len(state.done), len(state.running), len(state.pending)
    print(f"{plan.study}: {state.films} {what}s in {len(plan.active_shards)} shards: ", end="")
    print(f"{done} done, {running} running, {pending} to run")
    for shard, at in state.progress.items():
        left = (at["films"] - at["done"]) / at["rate"] if at["rate"] else None
        ahead = "at work" if left is None else f"{left:.0f} s to go"
        print(f"  shard {shard:05d} running: {at['done']}/{at['films']} {what}s, {ahead}")
    for shard, why in state.pending.items():
        print(f"  shard {shard:05d} to run: {why}")
    for status in plan.kind.statuses:
        if count := state.by_status.get(status.name, 0):
            advice = "" if status.name == "ok" else f": {status.advice}"
            print(f"  {count} {what}s {status.name}{advice}")
    for run, text in state.errors.items():
        print(f"    {what} {run}: {text}")


def _on_disk(given: argparse.Namespace):
    """Return the plan on disk, whatever became of the study file since, and that file if given."""
    from nmhts.study.plan import load_plan

    name, path = _named(given)
    return load_plan(given.results, name), path


def _verify(given: argparse.Namespace) -> int:
    from nmhts.study.files import command
    from nmhts.study.verify import MENDABLE, verify_study

    plan, _ = _on_disk(given)
    seen = verify_study(plan)
    megabytes = seen.bytes / 1e6
    print(f"{seen.objects} objects checked, {len(seen.findings)} bad: {megabytes:.1f} MB", end=" ")
    print(f"read at {megabytes / seen.reading:.0f} MB/s, {seen.seconds:.1f} s in all")
    for shard in seen.running:
        print(f"  shard {shard} is being computed and was left out")
    for finding in seen.findings:
        print(f"  {finding}")
    if any(finding.kind in MENDABLE for finding in seen.findings):
        print(f"mend with: {command(plan.files, 'repair')}")
    return 1 if seen.findings else 0


def _repair(given: argparse.Namespace) -> int:
    from nmhts.study.forms import planned_from
    from nmhts.study.plan import plan_study
    from nmhts.study.repair import Repair, compute_failed, repair_study, restore_planning

    restored = restore_planning(_files(given))
    plan, path = _on_disk(given)
    repairs = [Repair(restored), repair_study(plan, given.threads, path)]
    if given.failed and not repairs[-1].left:
        # With the limits that the study file gives now.
        path = path or planned_from(plan.files)
        plan = plan_study(path, given.results) if path else plan
        repairs.append(compute_failed(plan, given.threads))
    left = [sentence for repair in repairs for sentence in repair.left]
    for action in (action for repair in repairs for action in repair.actions):
        print(f"  {action}")
    films = sum(repair.films for repair in repairs)
    print(f"{plan.study}: {films} {plan.kind.what}s computed again, {len(left)} things left to do")
    for sentence in left:
        print(f"  {sentence}")
    return 1 if left else 0


def _gc(given: argparse.Namespace) -> None:
    from nmhts.study.gc import collect

    plan, _ = _on_disk(given)
    done = collect(plan.files, given.dry_run)
    for left in done.removed:
        print(f"  {left.path}: {left.bytes} bytes")
    for sentence in done.kept:
        print(f"  kept {sentence}")
    total = sum(left.bytes for left in done.removed)
    verb = "would be removed" if given.dry_run else "removed"
    print(f"{len(done.removed)} leftovers {verb}, {total} bytes; {len(done.kept)} kept")


def _unlock(given: argparse.Namespace) -> None:
    from nmhts.study.unlock import unlock

    for sentence in unlock(Path(), given.results):
        print(sentence)


def _report(given: argparse.Namespace) -> None:
    from nmhts.report.page import write_report
    from nmhts.study.open import open_whole

    files = _planned(given).files
    open_whole(files)
    for path in write_report(files.root):
        print(path)


def _export(given: argparse.Namespace) -> None:
    from nmhts.study.export import export_study

    root = _planned(given).files.root
    print(export_study(root, given.format, given.output, given.force))


def _materials(given: argparse.Namespace) -> None:
    from nmhts.materials.describe import describe, overview
    from nmhts.materials.library import DEFAULT_MIXING

    mixing = given.mixing or DEFAULT_MIXING
    for line in overview() if given.name is None else describe(given.name, mixing):
        print(line)


def _validate(given: argparse.Namespace) -> int:
    from nmhts.study.files import write_json
    from nmhts.validation.registry import judge_claims
    from nmhts.validation.table import records, table_lines

    judged = list(judge_claims(given.claim or ()))
    for line in table_lines(judged, how=bool(given.claim)):
        print(line)
    if given.write:
        write_json(given.write, records(judged))
    if given.figure:
        from nmhts.report.claims import claims_figure

        given.figure.parent.mkdir(parents=True, exist_ok=True)
        given.figure.write_bytes(claims_figure(judged))
    return 1 if any(one.verdict == "miss" for one in judged) else 0


def _schema(given: argparse.Namespace) -> None:
    from nmhts.schema.json_schema import study_schema

    text = study_schema()
    if given.write:
        given.write.parent.mkdir(parents=True, exist_ok=True)
        given.write.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    sys.exit(main())
