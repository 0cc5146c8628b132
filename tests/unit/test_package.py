"""Side effects of importing nmhts, in a fresh interpreter."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import nmhts
from nmhts.cli import main

ROOT = Path(__file__).parents[2]


def fresh(code: str) -> str:
    """Standard output of the code in a fresh interpreter,
    without the environment set by nmhts here.
    """
    environment = {k: v for k, v in os.environ.items() if k != "JAX_ENABLE_X64"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("order", ["import nmhts, jax", "import jax, nmhts"])
def test_jax_computes_in_float64(order: str):
    assert fresh(f"{order}; print(jax.numpy.ones(1).dtype, jax.numpy.sin(1.0).dtype)") == (
        "float64 float64"
    )


def test_import_loads_nothing_heavy():
    heavy = ("jax", "numba", "numpy", "xarray", "zarr", "dask", "pint", "pydantic", "matplotlib")
    assert fresh(f"import nmhts, sys; print([m for m in {heavy} if m in sys.modules])") == "[]"


def test_only_faces_for_jax_load_jax():
    code = (
        "import nmhts, sys; nmhts.simulate, nmhts.sensitivities, nmhts.open_study; before = "
        "'jax' in sys.modules; nmhts.film_function"
    )
    assert fresh(f"{code}; print(before, 'jax' in sys.modules)") == "False True"


def test_public_names_are_listed():
    """The table of names, the stubs of type checkers and the reference list the same names.

    Four names had once been forgotten in one of them.
    """
    source = (ROOT / "src/nmhts/__init__.py").read_text(encoding="utf-8")
    told = {
        alias.asname
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }
    reference = (ROOT / "docs/reference/api.md").read_text(encoding="utf-8")
    described = set(
        re.findall(r"auto(?:function|class):: nmhts\.[\w.]*\b(\w+)$", reference, re.MULTILINE)
    )
    assert set(nmhts.__all__) - {"__version__"} == told
    assert told <= described
    assert set(dir(nmhts)) == set(nmhts.__all__)
    assert all(getattr(nmhts, name) is not None for name in nmhts.__all__)


def test_the_command_says_its_version(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"nmhts {nmhts.__version__}\n"
    assert importlib.metadata.version("nmhts") == nmhts.__version__


def test_unknown_names_are_errors():
    with pytest.raises(AttributeError, match="module 'nmhts' has no attribute 'Flim'"):
        nmhts.Flim  # noqa: B018


NAMES = [
    "Film",
    "simulate",
    "simulate_lattice",
    "open_study",
    "grid_view",
    "voltammogram",
    "scattering_length_density",
    "nitrogen_to_metal",
    "display_units",
    "film_function",
]


@pytest.mark.parametrize("name", NAMES)
def test_public_names_can_be_called_after_any_import(name: str):
    """In their intended use: ``nmhts.Film(...)`` and then ``nmhts.simulate(...)``."""
    code = f"import nmhts; nmhts.Film; nmhts.simulate; print(callable(nmhts.{name}))"
    assert fresh(code) == "True"
