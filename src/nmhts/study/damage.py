"""What is said when a study cannot be read: which of its files is bad, and the command that mends it."""

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
    """Say which file of a study is bad, in place of an error that its damage caused in a ``with`` block.

    Errors: StoreError with the command that mends it; the error itself where the study is whole.
    """
    try:
        yield
    except Exception as error:
        says_all = isinstance(error, NmhtsError) and not isinstance(error, UnreadableError)
        if says_all or (isinstance(error, OSError) and error.errno in _OF_THE_MACHINE):
            raise
        # Whatever a library makes of damaged data: the check of the study says whether it is
        # damaged.
        if found := first_damage(files):
            raise StoreError(f"{found}; {mending(files)}") from error
        raise


def first_damage(files: StudyFiles) -> str | None:
    """Return what is wrong with the first bad file of a study that ``nmhts repair`` mends, or None.

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
    """Raise StoreError if objects that receipts acknowledge are missing or have another size: read, they would be missing values.

    Parameters: shards that are acknowledged; group: look only at objects of this group.
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
    """Return which of the first shards have a receipt; what else lies beside the receipts is somebody else's."""
    return [shard for shard in range(shards) if files.receipt(shard).exists()]
