"""``nmhts validate`` from the command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nmhts.materials.library as sheets


def validate(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nmhts.cli", "validate", *arguments],
        cwd=folder, capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, **environment},
    )  # fmt: skip


def test_exit_code_follows_the_verdicts(tmp_path: Path):
    chosen = ["--claim", "FM-below-half-N", "--claim", "exchange-bias"]
    done = validate(tmp_path, *chosen, "--write", "out/claims.json", "--figure", "out/claims.png")
    assert done.returncode == 0, done.stderr
    assert "FM-below-half-N, how: M_s(y, 300 K) of the CoN sheet" in done.stdout
    kept = json.loads((tmp_path / "out/claims.json").read_text(encoding="utf-8"))
    assert [one["verdict"] for one in kept] == ["pass", "waits"]
    assert (tmp_path / "out/claims.png").read_bytes().startswith(b"\x89PNG")

    # The user's own sheet wins over the packaged one; a wrong number in it is a miss.
    own = tmp_path / "sheets/CoN.yaml"
    own.parent.mkdir()
    shutil.copy(sheets.PACKAGED / "CoN.yaml", own)
    text = own.read_text(encoding="utf-8")
    own.write_text(
        text.replace("curie_extinction: {value: 0.5", "curie_extinction: {value: 0.2"),
        encoding="utf-8",
    )
    done = validate(tmp_path, *chosen, NMHTS_MATERIALS="sheets")
    assert done.returncode == 1
    assert "MISS" in done.stdout


def test_unknown_claims_are_answered_with_the_nearest(tmp_path: Path):
    done = validate(tmp_path, "--claim", "retentoin")
    assert done.returncode == 1
    assert "unknown claim 'retentoin'; did you mean 'retention'?" in done.stderr
