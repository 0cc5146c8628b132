"""The place of compiled kernels, and the changes that make them stale."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import pytest

import nmhts
from nmhts.numerics import compiled, kernel_sources


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
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the compiled sources, to be changed."""
    source = Path(nmhts.__file__).parent
    place = tmp_path / "here" / "nmhts"
    for part in ("numerics", "physics"):
        shutil.copytree(source / part, place / part)
    monkeypatch.setattr(kernel_sources, "PACKAGE", place)
    return place


KERNELS = (
    "physics/transport/kernel.py",
    "physics/transport/front_kernel.py",
    "physics/thermo/solve.py",
)


def key_of(package: Path, kernel: str = KERNELS[0]) -> str:
    """Return the hash of the sources of a kernel's file, read anew."""
    kernel_sources.imported_files.cache_clear()
    kernel_sources._file_hash.cache_clear()
    return kernel_sources.hash_of(kernel_sources.with_imports([package / kernel]))


def test_key_follows_the_sources_and_not_their_place(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    before = key_of(package)
    there = tmp_path / "there" / "nmhts"
    shutil.copytree(package, there)
    monkeypatch.setattr(kernel_sources, "PACKAGE", there)
    assert key_of(there) == before
    assert len(before) == 20


@pytest.mark.parametrize(
    ("changed", "stale"),
    [
        ("physics/transport/film_laws.py", (True, True, False)),
        ("physics/transport/printed/plane.py", (True, False, False)),
        ("physics/transport/printed/gate.py", (True, False, False)),
        ("physics/transport/progress.py", (True, False, False)),
        ("physics/transport/printed/front.py", (False, True, False)),
        ("physics/thermo/newton.py", (False, False, True)),
        ("numerics/compiled.py", (True, True, True)),
    ],
)
def test_kernels_are_stale_with_what_they_depend_on(
    package: Path, changed: str, stale: tuple[bool, ...]
):
    """Numba itself looks only at the file of the outermost function."""
    before = [key_of(package, kernel) for kernel in KERNELS]
    source = package / changed
    source.write_text(source.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    after = [key_of(package, kernel) for kernel in KERNELS]
    assert tuple(a != b for a, b in zip(after, before, strict=True)) == stale


def test_functions_given_to_a_factory_count(tmp_path: Path):
    """A kernel made of functions of other files, whose file imports none of them."""
    (tmp_path / "given.py").write_text("def law(x):\n    return 2 * x\n", encoding="utf-8")
    (tmp_path / "factory.py").write_text(
        "def make(law):\n    def run(x):\n        return law(x)\n    return run\n", encoding="utf-8"
    )
    given, factory = (runpy.run_path(str(tmp_path / f"{name}.py")) for name in ("given", "factory"))
    law = compiled.by_presence(lambda x: 0.0, given["law"])
    for inner in (given["law"], compiled.kernel(given["law"]), law):
        files = kernel_sources.kernel_sources(factory["make"](inner))
        assert tmp_path / "factory.py" in files
        assert tmp_path / "given.py" in files


def test_platform_key_changes_with_a_version(monkeypatch: pytest.MonkeyPatch):
    before = compiled.platform_key.__wrapped__()
    monkeypatch.setattr(compiled, "version", lambda name: f"{name} of another day")
    assert compiled.platform_key.__wrapped__() != before


def test_platform_key_changes_with_the_cpu_that_is_compiled_for(monkeypatch: pytest.MonkeyPatch):
    """Code for this CPU must not be loaded where another one is asked for."""
    from numba.core import config

    before = compiled.platform_key.__wrapped__()
    # The suite may itself run for any processor.
    other = "skylake-avx512" if vars(config)["CPU_NAME"] == "generic" else "generic"
    monkeypatch.setattr(config, "CPU_NAME", other)
    assert compiled.platform_key.__wrapped__() != before
