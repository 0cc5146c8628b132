"""Forms of the files of a study, and the command that mends a file of another form.

Valid JSON is not enough: a file of another form (``null``, an empty list) is damaged like a
truncated one, and is named before it is used.
"""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

from nmhts.errors import StoreError
from nmhts.study.files import StudyFiles, UnreadableError, digest, mending, option_of, read_json

PLAN_FORMAT = 2
_NUMBER = (int, float)


class Each:
    """Any mapping or list whose values have one form."""

    def __init__(self, kind: type, form: Any) -> None:
        self.kind, self.form = kind, form


PLAN = {
    "study": str,
    "idle": Each(list, int),
    "axes": Each(list, str),
    "identity": {"kind": str, "output": {"runs_per_shard": int}},
    "generations": Each(list, {"first_shard": int, "shards": int, "films": int, "round": int}),
    "masked": Each(list, str),
    "names": Each(dict, list),
    "variables": Each(list, str),
    "max_failed_fraction": _NUMBER,
    "runs_per_batch": int,
    "rounds": int,
    "isolation": str,
}
INPUTS = Each(dict, str)
REFINED = Each(list, {"round": int, "values": dict})
SPEC = {
    "study": str,
    "shard": int,
    "identity": {"kind": str},
    "points": Each(list, {"run_id": str, "row": dict}),
}
RECEIPT = {
    "study": str,
    "shard": int,
    "spec_sha256": str,
    "code": str,
    "computed": int,
    "status": Each(dict, int),
    "errors": Each(dict, str),
    "objects": Each(dict, {"sha256": str, "bytes": int}),
}
ROUND_MARK = {"added": int, "before": int}
PROGRESS = {"done": int, "failed": int, "films": int, "rate": _NUMBER}


def misfit(value: Any, form: Any, where: str = "") -> str | None:
    """Return the first deviation of a JSON value from a form, or None."""
    if isinstance(form, Each):
        if not isinstance(value, form.kind):
            return _is_no(where, value, form.kind)
        items = value.items() if isinstance(value, dict) else enumerate(value)
        return next((w for k, v in items if (w := misfit(v, form.form, f"{where}[{k}]"))), None)
    if isinstance(form, dict):
        if not isinstance(value, dict):
            return _is_no(where, value, dict)
        for key, inner in form.items():
            place = f"{where}.{key}" if where else key
            if key not in value:
                return f"{place} is missing"
            if found := misfit(value[key], inner, place):
                return found
        return None
    # In Python a truth value is an int, which no form means.
    if isinstance(value, bool) or not isinstance(value, form):
        return _is_no(where, value, form)
    return None


def _is_no(where: str, value: Any, form: Any) -> str:
    names = {dict: "a mapping", list: "a list", str: "text", int: "a whole number"}
    given = json.dumps(value)
    given = given if len(given) <= 40 else f"{given[:37]}..."
    return f"{where or 'it'} is {given} (expected {names.get(form, 'a number')})"


def planned_again(files: StudyFiles) -> str:
    """Return the end of a message on damage that only a new computation mends."""
    root, aside = files.root, files.root.with_name(f"{files.root.name}.damaged")
    study = shlex.quote(str(study_file(files)))
    return (
        f"move {root} away and compute the study again: "
        f"mv {shlex.quote(str(root))} {shlex.quote(str(aside))} && nmhts {option_of(files)}run "
        f"{study}"
    )


def computing(files: StudyFiles) -> str:
    """Return the command that computes the missing parts of a study."""
    return f"nmhts {option_of(files)}run {shlex.quote(str(study_file(files)))}"


def study_file(files: StudyFiles) -> Path:
    """Return the study file of a plan, or else its usual place."""
    usual = Path("config", "studies", f"{files.root.name}.yaml")
    return planned_from(files) or usual


def planned_from(files: StudyFiles) -> Path | None:
    """Return the study file of a plan, None if it is gone."""
    for place in (files.plan_inputs, files.kept_copy(files.plan_inputs)):
        try:
            inputs = read_form(place, INPUTS, "a list of inputs")
        except StoreError:
            continue  # try the copy; verify names the damage
        for name in inputs:
            path = Path(name)
            if path.stem == files.root.name and path.suffix in (".yaml", ".yml") and path.is_file():
                return path
    return None


def read_form(path: Path, form: Any, what: str) -> Any:
    """Return the content of a JSON file that has a form.

    Errors: UnreadableError naming a file that is missing, cannot be read, or is something else.
    """
    content = read_json(path)
    if wrong := misfit(content, form):
        raise UnreadableError(f"{path} is not {what}: {wrong}")
    return content


def read_plan(files: StudyFiles) -> dict[str, Any]:
    """Return the content of plan.json.

    Errors: StoreError with advice if the file is damaged.
    """
    try:
        plan = read_json(files.plan)
        wrong = _wrong_plan(plan)
    except StoreError as error:
        raise StoreError(f"{error}; {plan_mending(files)}") from error
    if wrong:
        raise StoreError(
            f"{files.plan} is not a plan of format {PLAN_FORMAT}: {wrong}; {plan_mending(files)}"
        )
    return plan


def _wrong_plan(plan: Any) -> str | None:
    if wrong := misfit(plan, {"format": int}):
        return wrong
    if plan["format"] != PLAN_FORMAT:
        return f"its format is {plan['format']}"
    return misfit(plan, PLAN)


def plan_mending(files: StudyFiles) -> str:
    """Return advice on a damaged or missing plan: restore its copy, or compute all again."""
    copy = files.kept_copy(files.plan)
    try:
        whole = copy.exists() and _wrong_plan(read_json(copy)) is None
    except StoreError:
        whole = False  # the copy is damaged too
    return mending(files) if whole else planned_again(files)


def read_spec(files: StudyFiles, shard: int) -> dict[str, Any]:
    """Return the spec of a shard. Errors: StoreError with the command that mends it."""
    return _read(files, files.spec(shard), SPEC, "a spec")


def spec_digest(files: StudyFiles, shard: int) -> str:
    """Return the hash of the spec of a shard on disk.

    Errors: StoreError with the command that mends it.
    """
    path = files.spec(shard)
    try:
        return digest(path.read_bytes())
    except FileNotFoundError as error:
        raise StoreError(f"{path} is missing; {mending(files)}") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}; {mending(files)}") from error


def read_receipt(files: StudyFiles, shard: int) -> dict[str, Any]:
    """Return the receipt of a shard. Errors: StoreError with the command that mends it."""
    return _read(files, files.receipt(shard), RECEIPT, "a receipt")


def read_refined(files: StudyFiles) -> list[dict[str, Any]]:
    """Return the films that refinement added in all rounds.

    Errors: StoreError with the command that mends it.
    """
    return _read(files, files.refined, REFINED, "a list of refined films")


def _read(files: StudyFiles, path: Path, form: Any, what: str) -> Any:
    try:
        return read_form(path, form, what)
    except StoreError as error:
        raise StoreError(f"{error}; {mending(files)}") from error
