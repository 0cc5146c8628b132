"""The place of compiled kernels, and the changes that make them stale."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

import nmhts
from nmhts.numerics import compiled


def test_cache_root_is_what_the_user_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("NMHTS_CACHE_DIR", str(tmp_path / "own"))
    assert compiled.cache_root() == tmp_path / "own"
    monkeypatch.delenv("NMHTS_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert compiled.cache_root() == tmp_path / "xdg" / "nmhts"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert compiled.cache_root() == tmp_path / ".cache" / "nmhts"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the compiled sources, to be changed."""
    source = Path(nmhts.__file__).parent
    for part in ("numerics", "physics"):
        shutil.copytree(source / part, tmp_path / "here" / "nmhts" / part)
    return tmp_path / "here" / "nmhts"


def key_of(package: Path) -> str:
    spec = importlib.util.spec_from_file_location("copy", package / "numerics" / "compiled.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.cache_key()


def test_cache_key_follows_the_sources_and_not_their_place(package: Path, tmp_path: Path):
    shutil.copytree(package, tmp_path / "there" / "nmhts")
    assert key_of(package) == key_of(tmp_path / "there" / "nmhts")
    assert len(key_of(package)) == 20


@pytest.mark.parametrize(
    "inner", ["physics/transport/laws.py", "physics/transport/equations.py", "numerics/lanes.py"]
)
def test_cache_key_changes_with_an_inner_kernel(package: Path, inner: str):
    """Numba itself looks only at the file of the outermost function."""
    before = key_of(package)
    source = package / inner
    source.write_text(source.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert key_of(package) != before


def test_cache_key_changes_with_a_version(package: Path, monkeypatch: pytest.MonkeyPatch):
    before = key_of(package)
    monkeypatch.setattr("importlib.metadata.version", lambda name: f"{name} of another day")
    assert key_of(package) != before


def test_cache_key_changes_with_the_cpu_that_is_compiled_for(
    package: Path, monkeypatch: pytest.MonkeyPatch
):
    """Code for this CPU must not be loaded for another one."""
    from numba.core import config

    before = key_of(package)
    # The suite may itself run for any processor.
    other = "skylake-avx512" if vars(config)["CPU_NAME"] == "generic" else "generic"
    monkeypatch.setattr(config, "CPU_NAME", other)
    assert key_of(package) != before
