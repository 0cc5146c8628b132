"""Messages on a study that cannot be read: the bad file, and the command that mends it."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from nmhts.errors import NmhtsError, StoreError
from nmhts.study.files import StudyFiles, UnreadableError, mending
from nmhts.study.forms import read_receipt

_OF_THE_MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)


@contextmanager
def naming_damage(files: StudyFiles) -> Iterator[None]:
    """Name the bad file of a study in place of an error that it caused in a ``with`` block.

    Errors: StoreError with the command that mends it; the error itself where the study is whole.
    """
    try:
        yield
    except Exception as error:
        says_all = isinstance(error, NmhtsError) and not isinstance(error, UnreadableError)
        if says_all or (isinstance(error, OSError) and error.errno in _OF_THE_MACHINE):
            raise
        # A library can raise any error on damaged data: check the study for damage.
        if found := first_damage(files):
            raise StoreError(f"{found}; {mending(files)}") from error
        raise


def first_damage(files: StudyFiles) -> str | None:
    """Return the first fault of a study that ``nmhts repair`` mends, or None.

    Errors: StoreError for a plan that is damaged, with what to do.
    """
    from nmhts.study.forms import read_plan
    from nmhts.study.plan import StudyPlan
    from nmhts.study.verify import MENDABLE, verify_study

    if not files.plan.exists():
        return None
    found = verify_study(StudyPlan(files, read_plan(files))).findings
    bad = [f"{files.root / f.path}: {f.text}" for f in found if f.kind in MENDABLE]
    # Some texts name the file and the command themselves.
    return bad[0].removesuffix(f"; {mending(files)}") if bad else None


def refuse_lost_objects(files: StudyFiles, shards: Iterable[int], group: str = "") -> None:
    """Raise StoreError if acknowledged objects are missing or have another size.

    They would read as missing values.
    Parameters: shards that are acknowledged; group: prefix of the objects to check.
    """
    bad = []
    for shard in shards:
        for name, seen in read_receipt(files, shard)["objects"].items():
            if name.startswith(group):
                path = files.store / name
                if not path.is_file() or path.stat().st_size != seen["bytes"]:
                    bad.append(name)
    if bad:
        raise StoreError(
            f"{files.store}: {len(bad)} acknowledged objects are missing or have another size, "
            f"first {bad[0]}; {mending(files)}"
        )


def acknowledged(files: StudyFiles, shards: int) -> list[int]:
    """Return those of the first shards that have a receipt; other files there are foreign."""
    return [shard for shard in range(shards) if files.receipt(shard).exists()]
