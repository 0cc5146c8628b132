"""Library of thermodynamic databases, with a cache of their parsed form.

The packaged one, the user's own by name, and any TDB file by its path.
"""

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
    """Return the named databases: packaged ones, and ``*.tdb`` in the user's folders, which win."""
    folders = (PACKAGED, *reversed(user_folders()))
    files = [
        p for folder in folders for p in sorted(folder.glob("*")) if p.suffix.lower() == ".tdb"
    ]
    return {path.stem: path for path in files}


def load_database(source: str | Path | None = None) -> Database:
    """Return a thermodynamic database.

    Parameters: source, a name (``cofemnn``, the default for None, or the stem of a file in the
    folders of the user's sheets) or the path of a TDB file. The parsed form is kept in the folder
    for compiled kernels, with a key from the file's bytes and the reader's sources; a damaged entry
    is rebuilt.
    Errors: DatabaseError for an unknown name, and as :func:`nmhts.materials.tdb.reader.read_tdb`.
    """
    path = find_database(DEFAULT if source is None else source)
    name = str(source or DEFAULT)
    try:
        raw = read_bytes(path, MOST_DATABASE_BYTES)
    except OSError as error:
        raise DatabaseError(f"{path}: not readable: {error.strerror}") from error
    key = hashlib.sha256(raw + _reader_key()).hexdigest()
    return _parsed(key, raw, str(path), name)


def find_database(source: str | Path) -> Path:
    """Return the file of a database by its name or path.

    Errors: DatabaseError for an unknown name.
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
    """Return the key of the cache format: a hash of the sources of this package."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()


# The last few databases stay in memory, one object for the same content and name. Bytes and path
# are passed to read the file and are not part of the key.
_held: dict[tuple[str, str], Database] = {}


def _parsed(key: str, raw: bytes, path: str, name: str) -> Database:
    if (key, name) not in _held:
        while len(_held) >= 8:
            _held.pop(next(iter(_held)))
        _held[key, name] = replace(_from_cache(key) or _read(key, raw, path), name=name)
    return _held[key, name]


def _entry(key: str) -> Path:
    return cache_root() / "databases" / f"{key[:40]}.json"


def _from_cache(key: str) -> Database | None:
    """Return the cached database, or None if there is none or its checksum differs."""
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
        pass  # an unwritable folder costs time, not results
    return database
