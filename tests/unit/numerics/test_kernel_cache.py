"""Compiled kernels on disk: a damaged file is compiled again, and no wrong kernel is run."""

from __future__ import annotations

import logging
import os
import pickle
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from numba.core import event

from nmhts.numerics import compile_notices, compiled, kernel_cache

PROGRAM = """
import sys
from nmhts.numerics.compiled import entry

@entry
def tripled(x):
    return 3 * x + 1

print(tripled(2), tripled(0.5), sum(tripled.stats.cache_hits.values()))
"""


def run(cache: Path, program: str = PROGRAM) -> subprocess.CompletedProcess[str]:
    """Run a program that compiles a kernel in a fresh process with its cache in a folder."""
    source = cache.parent / "made.py"
    source.write_text(program, encoding="utf-8")
    environment = {**os.environ, "NMHTS_CACHE_DIR": str(cache)}
    done = subprocess.run(
        [sys.executable, str(source)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("7 2.5 ")
    return done


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-len(content) // 4] ^= 1
    path.write_bytes(content)


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def of_numba_itself(path: Path) -> None:
    """The content that numba would write: its version, then pickled data."""
    path.write_bytes(pickle.dumps("0.68.1") + pickle.dumps(("stamp", {})))


SPOILS: dict[str, Callable[[Path], object]] = {
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-7]),
    "half of the seal": lambda path: path.write_bytes(path.read_bytes()[:11]),
    "empty": lambda path: path.write_bytes(b""),
    "one bit": flip,
    "text": lambda path: path.write_text("not a kernel", encoding="utf-8"),
    "another version": of_numba_itself,
    "gone": Path.unlink,
    "a folder": become_a_folder,
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = tmp_path_factory.mktemp("kernels") / "cache"
    assert run(cache).stdout.split()[-1] == "0"
    assert run(cache).stdout.split()[-1] == "2"
    return cache


@pytest.fixture
def cache(filled: Path, tmp_path: Path) -> Path:
    subprocess.run(["cp", "-r", str(filled), str(tmp_path / "cache")], check=True)
    return tmp_path / "cache"


@pytest.mark.parametrize("which", ["*.nbi", "*.1.nbc"])
@pytest.mark.parametrize("how", SPOILS)
def test_spoilt_file_is_compiled_again(cache: Path, how: str, which: str):
    (path,) = cache.rglob(which)
    SPOILS[how](path)
    said = run(cache)
    assert int(said.stdout.split()[-1]) < 2
    assert "compiling kernels, beginning with" in said.stderr
    assert "Traceback" not in said.stderr
    if how != "gone":
        assert f"{path} " in said.stderr
        assert "its kernel is compiled again" in said.stderr
    if how != "a folder":
        # It is whole again.
        again = run(cache)
        assert again.stdout.split()[-1] == "2"
        assert again.stderr == ""


def test_kernel_of_another_name_is_not_taken(cache: Path):
    """Two signatures whose files are exchanged: each would run the other's machine code."""
    first, second = sorted(cache.rglob("*.nbc"))
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    assert run(cache).stdout.split()[-1] == "0"


def test_signatures_that_were_given_one_file_are_told_apart(cache: Path, monkeypatch):
    """Two processes that fill a cache at once may number their files alike;
    the last one's index then counts.
    """
    monkeypatch.setattr(kernel_cache, "platform_key", lambda: "k")
    files = kernel_cache._SealedFiles(str(cache), "kernel", "k")
    files.save("signature a", "code of a")
    (cache / "kernel.nbi").unlink()
    files.save("signature b", "code of b")
    files._save_index({"signature a": "kernel.1.nbc"})
    assert files.load("signature a") is None


@pytest.mark.parametrize("filled_before", [True, False])
def test_cache_that_cannot_be_written_stops_nothing(
    filled: Path, tmp_path: Path, filled_before: bool
):
    """A file in place of the folder refuses every user, the superuser too."""
    cache = tmp_path / "cache"
    if filled_before:
        subprocess.run(["cp", "-r", str(filled), str(cache)], check=True)
        (index,) = cache.rglob("*.nbi")
        index.unlink()
        index.mkdir()
    else:
        cache.write_text("a file", encoding="utf-8")
    said = run(cache).stderr
    assert said.count("compiled kernels cannot be kept in") == 1
    assert "set NMHTS_CACHE_DIR to a folder that can be written" in said
    assert "Traceback" not in said


def test_compiling_is_told_once_and_only_when_it_happens(filled: Path, tmp_path: Path):
    first = run(tmp_path / "fresh").stderr
    # Two signatures were compiled, one line is enough; it is seen without any set-up of logging.
    assert first.count("compiling kernels, beginning with __main__.tripled: about") == 1
    assert "on one core" in first
    assert str(tmp_path / "fresh") in first
    assert run(tmp_path / "fresh").stderr == ""


def test_compiling_is_told_before_it_begins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog
):
    """A line that comes afterwards leaves the user alone with the silence."""
    monkeypatch.setattr(kernel_cache, "cache_folder", lambda: tmp_path)
    compile_notices._said.cache_clear()

    @compiled.entry
    def halved(x):
        return x / 2

    compiler = vars(halved)["_compiler"]
    inner = compiler.compile
    seen = []

    def compile_and_look(*arguments):
        seen.append([r.levelno for r in caplog.records if "compiling kernels" in r.getMessage()])
        return inner(*arguments)

    monkeypatch.setattr(compiler, "compile", compile_and_look)
    assert halved(3.0) == 1.5
    assert seen == [[logging.WARNING]]


def test_long_compiling_is_reported_until_it_ends(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog
):
    """Fifteen seconds without a word look like a program that hangs."""
    monkeypatch.setattr(kernel_cache, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(compile_notices, "INTERVAL_S", 0.05)
    compile_notices._progress.cache_clear()

    def notices():
        return [r.getMessage() for r in caplog.records if "still compiling" in r.getMessage()]

    @compiled.entry
    def thirds(x):
        return x / 3

    inner = vars(thirds)["_compiler"].compile

    def compile_slowly(*arguments):
        with event.trigger_event("numba:compile"):
            started = time.monotonic()
            while len(notices()) < 3:
                assert time.monotonic() < started + 20
                time.sleep(0.01)
        return inner(*arguments)

    monkeypatch.setattr(vars(thirds)["_compiler"], "compile", compile_slowly)
    assert thirds(3.0) == 1.0
    thread = compile_notices._progress().thread
    assert thread is not None
    thread.join(timeout=20)
    assert not thread.is_alive()
    assert re.fullmatch(r"still compiling: \d+ kernels done after \d+ s", notices()[0])
