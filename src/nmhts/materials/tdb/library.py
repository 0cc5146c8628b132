"""The library of thermodynamic databases: the packaged one, the user's own by name, any TDB file by its path; read once, then from a cache."""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from nmhts.errors import DatabaseError, unknown_name
from nmhts.materials.library import PACKAGED, USER_FOLDER, user_folders
from nmhts.materials.tdb.reader import read_tdb_text
from nmhts.materials.tdb.records import Database
from nmhts.materials.tdb.statements import check_kind
from nmhts.materials.tdb.storage import dump, load
from nmhts.materials.text_files import MOST_DATABASE_BYTES, read_bytes
from nmhts.numerics.compiled import cache_root

DEFAULT = "cofemnn"


def database_files() -> dict[str, Path]:
    """Return the databases that have a name: packaged ones and ``*.tdb`` in the folders of the user's sheets, which win."""
    folders = (PACKAGED, *reversed(user_folders()))
    files = [
        p for folder in folders for p in sorted(folder.glob("*")) if p.suffix.lower() == ".tdb"
    ]
    return {path.stem: path for path in files}


def load_database(source: str | Path | None = None) -> Database:
    """Return a thermodynamic database.

    Parameters: source, a name (``cofemnn``, which None stands for, or the stem of a file in the folders of the user's sheets) or the path of a TDB file.
    The parsed form is kept in the folder for compiled kernels under a key of the file's bytes and the reader's sources; a damaged entry is made again.
    Errors: DatabaseError for a name that is not there, and as :func:`nmhts.materials.tdb.reader.read_tdb`.
    """
    path = find_database(DEFAULT if source is None else source)
    name = str(source or DEFAULT)
    try:
        raw = read_bytes(path, MOST_DATABASE_BYTES)
    except OSError as error:
        raise DatabaseError(f"{path}: not readable: {error.strerror}") from error
    key = hashlib.sha256(raw + _reader_key()).hexdigest()
    return replace(_parsed(key, raw, str(path)), name=name)


def find_database(source: str | Path) -> Path:
    """Return the file of a database by its name or path.

    Errors: DatabaseError for a name that is not there.
    """
    path = Path(source)
    if isinstance(source, Path) or path.suffix.lower() == ".tdb" or len(path.parts) > 1:
        return path
    files = database_files()
    if source not in files:
        raise DatabaseError(
            unknown_name("database", source, files)
            + f"; a new one is a TDB file in {USER_FOLDER}/, or give its path"
        )
    return files[source]


@functools.cache
def _reader_key() -> bytes:
    """Return what names the form of the cache: the sources of this package."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()


# The last few in memory; bytes and path go along to read the file, they do not change what the key
# names.
_held: dict[str, Database] = {}


def _parsed(key: str, raw: bytes, path: str) -> Database:
    if key not in _held:
        while len(_held) >= 8:
            _held.pop(next(iter(_held)))
        _held[key] = _from_cache(key) or _read(key, raw, path)
    return _held[key]


def _entry(key: str) -> Path:
    return cache_root() / "databases" / f"{key[:40]}.json"


def _from_cache(key: str) -> Database | None:
    """Return the cached database, or None if there is none or its checksum does not fit."""
    try:
        checksum, _, text = _entry(key).read_text(encoding="utf-8").partition("\n")
        if hashlib.sha256(text.encode()).hexdigest() != checksum:
            return None
        return load(text, "")
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read(key: str, raw: bytes, path: str) -> Database:
    database = read_tdb_text(check_kind(path, raw), path)
    text = dump(database)
    entry = _entry(key)
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=entry.parent, suffix=".draft")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}")
            os.replace(draft, entry)
        except OSError:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError:
        pass  # a folder that cannot be written costs time, not results
    return database
