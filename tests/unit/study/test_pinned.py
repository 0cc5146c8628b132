"""Results of users do not change unintentionally.

Pinned are run_ids and identities of the shipped studies,
and the files of a small store of every kind.
"""

from __future__ import annotations

import json

import pinned
import pytest

from nmhts.schema.kinds import kind_folders

KNOWN = json.loads(pinned.PINNED.read_text(encoding="utf-8"))


def test_all_is_pinned():
    assert sorted(KNOWN["shipped"]) == [path.stem for path in pinned.SHIPPED]
    assert sorted(KNOWN["stored"]) == sorted(pinned.SMALL) == sorted(kind_folders())


@pytest.mark.parametrize("path", pinned.SHIPPED, ids=lambda path: path.stem)
def test_shipped_studies_keep_their_names(path):
    found, known = pinned.shipped(path), KNOWN["shipped"][path.stem]
    # One after another: the first difference is the most informative.
    for name in ("identity", "rows", "first", "run_ids", "points"):
        assert found[name] == known[name], name


@pytest.mark.parametrize("kind", pinned.SMALL)
def test_stores_keep_their_bytes(kind: str):
    found, known = pinned.stored(kind, KNOWN["raw"][kind]), KNOWN["stored"][kind]
    assert found.keys() == known.keys()
    assert {name for name in found if found[name] != known[name]} == set()
    # Fill values alone would prove little.
    assert len({*found.values()}) > 0.4 * len(found)
