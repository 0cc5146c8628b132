"""The examples of the page on studies, read as the file of a user."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from studies import film_study

from nmhts.schema.combine import rows_of_study
from nmhts.schema.load import load_study
from nmhts.study.film_resolver import resolve_points
from nmhts.study.kinds import kind_named

PAGE = Path(__file__).resolve().parents[3] / "docs/how-to/write-a-study.md"
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
HEAD = {
    "kind": "kind: film_kinetics\n",
    "protocol": "protocol: hold {voltage} for 1 h; rest 30 min\n",
}
# In the order of the page; a study of cycling, of stacks, of floating films, by kinetic Monte
# Carlo, and three maps of phases last. Conditions leave some out.
FILMS = (
    2 * 27,
    2,
    9,
    46,
    10,
    7,
    18,
    64,
    40,
    6,
    9,
    15,
    12,
    2 * 3,
    8,
    2**4,
    2 * 2 * 2 * 5,
    2 * 3,
    3 * 21 * 41,
    51 * 6,
    19 * 21,
)


def test_the_page_has_these_examples():
    assert len(EXAMPLES) == len(FILMS)


@pytest.mark.parametrize(("example", "films"), list(zip(EXAMPLES, FILMS, strict=False)))
def test_examples_of_the_page_are_studies(example: str, films: int, tmp_path: Path):
    head = HEAD if "kind: phase_map" not in example else {}
    lines = [line for key, line in head.items() if not re.search(rf"^{key}:", example, re.M)]
    path = tmp_path / "example.yaml"
    path.write_text("".join(lines) + example, encoding="utf-8")
    study = load_study(path)
    assert len(kind_named(study.file.kind).resolve(study).points) == rows_of_study(study) == films


def test_carriers_of_the_page_fall_with_manganese_and_rise_with_temperature(tmp_path: Path):
    """By hand: exp(-2) for 10 % Mn, and 0.1 eV of activation."""
    (example,) = [e for e in EXAMPLES if "carrier_density:" in e]
    path = tmp_path / "example.yaml"
    path.write_text("".join(HEAD.values()) + example, encoding="utf-8")
    points = resolve_points(film_study(path)).points
    found = {(p.row["x_Mn"], p.row["temperature"]): p.values["carrier_density"] for p in points}
    assert found[0.0, 298.15] == pytest.approx(1.4e22, rel=1e-9)
    assert found[0.1, 298.15] == pytest.approx(1.4e22 * math.exp(-2), rel=1e-9)
    warm = math.exp(0.1 / 8.617e-5 * (1 / 298.15 - 1 / 318.15))
    assert found[0.05, 318.15] == pytest.approx(1.4e22 * math.exp(-1) * warm, rel=1e-9)
