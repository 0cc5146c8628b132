"""The command line: thin verbs over the package. Logging is set up here, and only here is anything printed."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from nmhts.errors import NmhtsError

# Verbs import what they need when they run, so that --help and small verbs start at once.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code: 0, or 1 with the reason on stderr."""
    parser = _parser()
    given = parser.parse_args(arguments)
    _set_up_logging(given)
    if getattr(given, "die_with_parent", False):
        _die_with_parent()
    try:
        return given.act(given) or 0
    except NmhtsError as error:
        logging.getLogger("nmhts").error("%s", error)
        return 1
    except BrokenPipeError:
        # The reader of a pipe (head, less) has gone; nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception:
        # A fault of nmhts, not of its user: the log file must hold it too.
        logging.getLogger("nmhts").exception("internal error")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nmhts", description="Parameter studies of nitrogen magneto-ionics."
    )
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
    finish = verb("finish", _finish, "check the receipts and make new rows visible", file_or_name)
    for sub in (run, prepare, finish):
        sub.add_argument(
            "--die-with-parent", action="store_true", help="stop when the calling process is gone"
        )
    verb("status", _status, "where a study stands: shards, films by status", file_or_name)
    verb("verify", _verify, "compare every stored object with its receipt", file_or_name)
    verb("report", _report, "draw the figures of a study", file_or_name)
    export = verb("export", _export, "write a study as NetCDF or as CSV tables", file_or_name)
    export.add_argument("--format", choices=("netcdf", "csv"), default="netcdf")
    export.add_argument("--output", type=Path, help="file, or folder of the tables")
    export.add_argument("--force", action="store_true", help="replace an earlier export")
    materials = verb("materials", _materials, "list sheets, or show one with its sources", None)
    materials.add_argument("name", nargs="?", help="formula or gate")
    validate = verb("validate", _validate, "judge the published claims with films made here", None)
    validate.add_argument("--claim", action="append", help="only this claim (repeatable)")
    validate.add_argument("--write", type=Path, help="also write the verdicts to this JSON file")
    schema = verb("schema", _schema, "print the JSON Schema of study files", None)
    schema.add_argument("--write", type=Path, help="write it to this file instead")
    return parser


def _set_up_logging(given: argparse.Namespace) -> None:
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    if given.log:
        given.log.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(logging.FileHandler(given.log, mode="w"))
    logging.basicConfig(level=logging.INFO, format="%(message)s", handlers=handlers)


def _die_with_parent() -> None:
    """End this process soon after the one that started it: a killed workflow must not leave writers behind."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="die-with-parent").start()


def _planned(given: argparse.Namespace):
    from nmhts.study.plan import load_plan, plan_study

    path = Path(given.study)
    if path.suffix in (".yaml", ".yml"):
        return plan_study(path, given.results)
    return load_plan(given.results, given.study)


def _plan(given: argparse.Namespace) -> None:
    from nmhts.schema.load import load_study
    from nmhts.study.plan import make_plan, plan_study, shard_code, why_pending

    change = make_plan(load_study(Path(given.study)), given.results)
    plan = change.plan
    rows = len(plan.shards) * plan.runs_per_shard
    print(f"{plan.study}: {change.new + change.kept} films, {len(plan.shards)} shards, {rows} rows")
    print(
        f"  new {change.new}, already planned {change.kept}, no longer in the study {change.masked}"
    )
    code = shard_code(plan)
    for shard in plan.shards:
        new = shard in change.new_specs
        reason = "not computed yet" if new else why_pending(plan, shard, code)
        if shard not in plan.active_shards:
            print(f"  shard {shard:05d}: kept, none of its films is in the study")
            continue
        print(f"  shard {shard:05d}: {'to run, ' + reason if reason else 'done'}")
    if given.write:
        plan_study(Path(given.study), given.results)


def _run(given: argparse.Namespace) -> None:
    from nmhts.study.finish import finalise_study
    from nmhts.study.plan import shard_code, why_pending
    from nmhts.study.run import prepare_generation, run_shard

    plan = _planned(given)
    if given.shard is not None:
        for shard in given.shard:
            if shard not in plan.shards:
                raise NmhtsError(f"--shard {shard}: {plan.study} has shards 0 to {plan.shards[-1]}")
            run_shard(plan, shard, given.threads)
        return
    for generation in range(len(plan.content["generations"])):
        if not plan.files.prepared(generation).exists():
            prepare_generation(plan, generation)
    for shard in plan.active_shards:
        if why_pending(plan, shard, shard_code(plan)):
            run_shard(plan, shard, given.threads)
    finalise_study(plan)


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

    content = finalise_study(_planned(given))
    print(f"{content['study']}: {content['films']} films, {content['status']}")


def _status(given: argparse.Namespace) -> None:
    from nmhts.simulation.status import STATUSES
    from nmhts.study.finish import study_state

    plan = _planned(given)
    state = study_state(plan)
    done, running, pending = len(state.done), len(state.running), len(state.pending)
    print(f"{plan.study}: {state.films} films in {len(plan.active_shards)} shards: ", end="")
    print(f"{done} done, {running} running, {pending} to run")
    for shard, at in state.progress.items():
        left = (at["films"] - at["done"]) / at["rate"]
        print(f"  shard {shard:05d} running: {at['done']}/{at['films']} films, {left:.0f} s to go")
    for shard, why in state.pending.items():
        print(f"  shard {shard:05d} to run: {why}")
    for status in STATUSES:
        if count := state.by_status.get(status.name, 0):
            advice = "" if status.name == "ok" else f": {status.advice}"
            print(f"  {count} films {status.name}{advice}")


def _verify(given: argparse.Namespace) -> int:
    from nmhts.study.finish import verify_study

    checked, bad = verify_study(_planned(given))
    print(f"{checked} objects checked, {len(bad)} bad")
    for sentence in bad:
        print(f"  {sentence}")
    return 1 if bad else 0


def _report(given: argparse.Namespace) -> None:
    from nmhts.report.page import write_report

    plan = _planned(given)
    for path in write_report(plan.files.root):
        print(path)


def _export(given: argparse.Namespace) -> None:
    from nmhts.study.export import export_study

    root = _planned(given).files.root
    print(export_study(root, given.format, given.output, given.force))


def _materials(given: argparse.Namespace) -> None:
    from nmhts.errors import MaterialError
    from nmhts.materials.library import find_gate, find_nitride, library
    from nmhts.symbols import SYMBOLS

    if given.name is None:
        for kind in ("nitride", "gate"):
            for sheet in library(kind).values():
                counts = ", ".join(f"{n} {s}" for s, n in sheet.count_by_status().items())
                print(f"{kind:8} {sheet.name:22} {counts}")
        return
    try:
        sheet = find_nitride(given.name)
    except MaterialError:
        if given.name not in library("gate"):
            raise
        sheet = find_gate(given.name)
    print(f"{sheet.name}: {sheet.description}")
    for name, q in sheet.quantities.items():
        note = f" ({q.note})" if q.note else ""
        print(f"  {SYMBOLS[name].long_name}: {q.text}, {q.status}, {q.source}{note}")


def _validate(given: argparse.Namespace) -> int:
    from nmhts.study.files import write_json
    from nmhts.validation.registry import judge_claims
    from nmhts.validation.table import records, table_lines

    judged = list(judge_claims(given.claim or ()))
    for line in table_lines(judged, how=bool(given.claim)):
        print(line)
    if given.write:
        write_json(given.write, records(judged))
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
