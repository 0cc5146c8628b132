"""The library of databases: by name and by path, read once, a damaged cache read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from tdb_samples import SOUND

from nmhts.errors import DatabaseError
from nmhts.materials.library import PACKAGED
from nmhts.materials.tdb import library
from nmhts.materials.tdb.library import load_database
from nmhts.materials.tdb.reader import read_tdb, read_tdb_text


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache on disk, and nothing in memory."""
    monkeypatch.setenv("NMHTS_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(library, "_held", {})
    return tmp_path / "cache" / "databases"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are parsed."""
    names: list[str] = []

    def read(text: str, name: str):
        names.append(name)
        return read_tdb_text(text, name)

    monkeypatch.setattr(library, "read_tdb_text", read)
    return names


def forget() -> None:
    library._held.clear()


def test_the_cached_form_is_the_read_one(cache: Path, readings: list[str]):
    first = load_database()
    forget()
    again = load_database("cofemnn")
    assert again == first
    assert again.parameters == read_tdb(PACKAGED / "cofemnn.tdb").parameters
    assert hash(again.parameters) == hash(first.parameters)
    assert len(readings) == 1
    assert [path.suffix for path in cache.iterdir()] == [".json"]


@pytest.mark.parametrize("damage", [b"", b"{}", b"00\n{}", None])
def test_a_damaged_cache_is_read_again(cache: Path, readings: list[str], damage: bytes | None):
    first = load_database()
    (entry,) = cache.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(whole.replace(b"1396", b"1397") if damage is None else damage)
    forget()
    assert load_database() == first
    assert len(readings) == 2
    assert entry.read_bytes() == whole


def test_another_reader_does_not_take_the_entry(cache: Path, readings: list[str], monkeypatch):
    load_database()
    forget()
    monkeypatch.setattr(library, "_reader_key", lambda: b"another reader")
    load_database()
    assert len(readings) == 2


def test_a_cache_that_cannot_be_written_is_done_without(cache: Path, readings: list[str]):
    cache.parent.write_text("a file where the folder should be")
    assert load_database().name == "cofemnn"


def test_a_changed_file_is_read_again(cache: Path, tmp_path: Path):
    path = tmp_path / "own.tdb"
    path.write_text(SOUND)
    assert load_database(path).functions["GA"][0].value[0].coefficient == 100.0
    path.write_text(SOUND.replace("100*T", "200*T"))
    assert load_database(str(path)).functions["GA"][0].value[0].coefficient == 200.0
    assert load_database(path).name == str(path)


def test_a_users_database_has_the_name_of_its_file(cache: Path, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NMHTS_MATERIALS", str(tmp_path))
    (tmp_path / "own.TDB").write_text(SOUND)
    assert set(load_database("own").phases) == {"FCC_A1", "HCP_A3"}
    with pytest.raises(DatabaseError) as caught:
        load_database("cofemn")
    assert str(caught.value) == (
        "unknown database 'cofemn'; did you mean 'cofemnn'? (allowed: cofemnn, own); "
        "a new one is a TDB file in config/materials/, or give its path"
    )
    with pytest.raises(DatabaseError, match=r"none\.tdb: not readable: No such file"):
        load_database("none.tdb")
    (tmp_path / "a.tdb").touch()
    with pytest.raises(DatabaseError, match=r"a\.tdb: no TDB file: it is empty"):
        load_database(tmp_path / "a.tdb")
