"""After any damage to a file of a study, every verb ends in one sentence.

The command in that sentence mends the damage.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from faults import digests, empty, flip, truncate
from project import Project

import nmhts
from nmhts.cli import main
from nmhts.errors import NmhtsError

Spoil = Callable[[Path], None]
Outcome = tuple[int, str]


def holding(text: str) -> Spoil:
    def spoil(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    return spoil


def remove_one_key(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    content.pop(next(k for k in sorted(content) if k not in ("format", "title", "axes")))
    path.write_text(json.dumps(content), encoding="utf-8")


FORMS: dict[str, Spoil] = {
    "null": holding("null"),
    "no key": holding("{}"),
    "a list": holding("[]"),
    "a number": holding("3"),
    "half of it": truncate,
    "a key less": remove_one_key,
    "nothing": empty,
    "gone": Path.unlink,
}
"""Possible damage to a JSON file: another form, though valid, or none at all."""

SMALL = ("gone", "a key less")
"""Forms that do not stop every verb that a wrong form stops."""

# Verbs that cannot do their work over the damage.
FILES: dict[str, set[str]] = {
    "plan.json": {"plan", "write", "run", "status", "verify", "report", "export", "gc"},
    "plan.inputs.json": set(),
    "study.json": set(),
    "shards/00000.json": {"plan", "write", "run", "status", "verify"},
    "receipts/00001.json": {"verify"},
    "kept/00001.json": set(),
    "kept/plan.json": set(),
    "store.zarr/zarr.json": {"verify"},
    "store.zarr/design/zarr.json": {"verify"},
    "store.zarr/design/status/zarr.json": {"status", "verify"},
}
VERBS: dict[str, Sequence[str]] = {
    "plan": ("plan", "config/small.yaml"),
    "write": ("plan", "config/small.yaml", "--write"),
    "run": ("run", "config/small.yaml"),
    "status": ("status", "small"),
    "verify": ("verify", "small"),
    "repair": ("repair", "small"),
    "report": ("report", "small"),
    "export": ("export", "small", "--force"),
    "gc": ("gc", "small"),
    "unlock": ("unlock",),
    "open_study": (),
}
_COMMAND = re.compile(r"(?:mend (?:it )?with|study again|compute it with): (.+)$", re.MULTILINE)


@pytest.fixture
def here(undisturbed: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a finished project that a test may spoil, entered as a user would."""
    folder = tmp_path / "here"
    shutil.copytree(undisturbed.root, folder, symlinks=True)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def outcome(capsys: pytest.CaptureFixture, caplog: pytest.LogCaptureFixture):
    """Return the exit code of a verb and its whole output."""

    def of(verb: str) -> Outcome:
        if verb == "open_study":
            return _opened()
        capsys.readouterr()
        caplog.clear()
        code = main(list(VERBS[verb]))
        return code, capsys.readouterr().out + caplog.text

    return of


def _opened() -> Outcome:
    try:
        tree = nmhts.open_study("results/small")
    except NmhtsError as error:
        return 1, str(error)
    assert tree["design"].sizes["run"] == 12
    return 0, ""


def named_command(said: str) -> str:
    """The single command that all sentences name."""
    found = set(_COMMAND.findall(said))
    assert len(found) == 1, said
    return found.pop()


def obey(command: str) -> None:
    """Run a command that a sentence named."""
    for part in command.split(" && "):
        program, *words = shlex.split(part)
        if program == "nmhts":
            assert main(words) == 0, command
        else:
            subprocess.run([program, *words], check=True)


def check(verb: str, outcome: Callable[[str], Outcome], cannot: bool) -> None:
    """Run a verb over damage, run the command it gives, and run the verb again."""
    code, said = outcome(verb)
    assert "Traceback" not in said
    assert "internal error" not in said
    if cannot:
        assert code == 1, said
    if code == 0 and not _COMMAND.search(said):
        # It could do its work; the check of the study names any damage.
        code, said = outcome("verify")
    if code or _COMMAND.search(said):
        assert len(said.splitlines()) < 20
        obey(named_command(said))
    assert outcome("verify")[0] == 0
    code, said = outcome(verb)
    assert code == 0, said
    assert not _COMMAND.search(said)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", FILES)
def test_file_of_another_form(
    name: str, verb: str, here: Path, outcome: Callable[[str], Outcome], whole: dict[str, str]
):
    # Every form meets every file and every verb, though not every pair of them.
    form = list(FORMS)[(list(FILES).index(name) + list(VERBS).index(verb)) % len(FORMS)]
    FORMS[form](here / "results/small" / name)
    check(verb, outcome, form not in SMALL and verb in FILES[name])
    assert digests(here / "results") == whole


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FILES)
def test_every_form_is_named_and_mended(
    name: str, form: str, here: Path, outcome: Callable[[str], Outcome], whole: dict[str, str]
):
    FORMS[form](here / "results/small" / name)
    check("status", outcome, form not in SMALL and "status" in FILES[name])
    assert digests(here / "results") == whole


OBJECTS: dict[str, Spoil] = {
    "flipped": flip,
    "half of it": truncate,
    "nothing": empty,
    "gone": Path.unlink,
}
_READS = {"open_study", "report", "export"}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("how", OBJECTS)
def test_object_of_the_run_table(
    how: str, verb: str, here: Path, outcome: Callable[[str], Outcome], whole: dict[str, str]
):
    """Every reader of a damaged or lost object reports it:
    lost ones would read as missing values.
    """
    name = ("status", "thickness")[list(VERBS).index(verb) % 2]
    OBJECTS[how](here / f"results/small/store.zarr/design/{name}/c/1")
    cannot = _READS | {"verify"} | (set() if how == "flipped" else {"status", "run"})
    check(verb, outcome, verb in cannot)
    assert digests(here / "results") == whole


@pytest.mark.parametrize("form", ["null", "gone"])
def test_plan_without_a_whole_copy_is_made_again(
    form: str, here: Path, outcome: Callable[[str], Outcome], whole: dict[str, str]
):
    for name in ("plan.json", "kept/plan.json"):
        FORMS[form](here / "results/small" / name)
    code, said = outcome("run")
    assert code == 1
    assert "move results/small away and compute the study again: mv results/small" in said
    obey(named_command(said))
    assert digests(here / "results") == whole
    # Computed results are not lost with the plan.
    assert (here / "results/small.damaged/receipts/00001.json").is_file()


@pytest.mark.parametrize("verb", ["report", "export", "open_study"])
def test_study_that_is_not_computed_yet(verb: str, here: Path, outcome: Callable[[str], Outcome]):
    shutil.rmtree(here / "results/small")
    assert main(["plan", "config/small.yaml", "--write"]) == 0
    code, said = outcome(verb)
    assert code == 1
    assert "Traceback" not in said
    assert said.rstrip().endswith(": nmhts run config/small.yaml")
    assert main(["run", "config/small.yaml"]) == 0
    assert outcome(verb)[0] == 0


def test_command_names_the_results_folder(here: Path, outcome: Callable[[str], Outcome], capsys):
    (here / "results").rename(here / "my results")
    FORMS["null"](here / "my results/small/shards/00000.json")
    capsys.readouterr()
    assert main(["--results", "my results", "verify", "small"]) == 1
    command = named_command(capsys.readouterr().out)
    assert command == "nmhts --results 'my results' repair small"
    obey(command)
    assert main(["--results", "my results", "verify", "small"]) == 0
