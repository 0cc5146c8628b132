"""Printed files: the committed example is what its statement prints, and a change is noticed."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import printed_example
import pytest

from nmhts.numerics.tracing.errors import NamingError
from nmhts.numerics.tracing.files import main, outdated


def test_committed_file_is_what_is_printed():
    assert outdated(printed_example.PRINTED) == []


def test_a_changed_file_is_told_with_the_command(tmp_path: Path):
    changed = tmp_path / "hop.py"
    (stated,) = (dataclasses.replace(one, path=changed) for one in printed_example.PRINTED)
    command = "python -m nmhts.numerics.tracing.files tests/unit/numerics/printed_example.py"
    assert stated.command == command
    for content in (None, stated.text() + "\n", stated.text().replace("0.5", "0.25")):
        if content is not None:
            changed.write_text(content, encoding="utf-8")
        (told,) = outdated([stated])
        assert told.startswith("hop.py is not what")
        assert told.endswith(command)
    changed.write_text(stated.text(), encoding="utf-8")
    assert outdated([stated]) == []


def test_the_command_writes_files(tmp_path: Path):
    statement = tmp_path / "statement.py"
    statement.write_text(Path(printed_example.__file__).read_text(encoding="utf-8"))
    main([str(statement)])
    written = tmp_path / "printed_example_hop.py"
    assert written.read_text() == printed_example.PRINTED[0].text()


@pytest.mark.parametrize("name", ["nmhts.numerics.rosenbrock", "nothing.py"])
def test_a_module_that_states_nothing(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("nothing.py").write_text("")
    with pytest.raises(NamingError, match=r"no PRINTED, allowed a tuple of PrintedFile"):
        main([name])
