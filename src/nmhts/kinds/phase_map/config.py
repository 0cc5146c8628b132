"""Checked configuration of a map of phases, from the sections of its file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nmhts.errors import MaterialError, unknown_name
from nmhts.kinds.phase_map.file import PhaseMapFile
from nmhts.kinds.phase_map.names import NITROGEN, phase_names
from nmhts.kinds.phase_map.refinement import map_refinement
from nmhts.materials.formula import parse_formula, system_metals
from nmhts.schema.axes import AxisValues
from nmhts.schema.config import StudyConfig
from nmhts.schema.names import METALS
from nmhts.schema.plain import read_varied
from nmhts.schema.sections import read_sections
from nmhts.simulation.phases import database as phase_database


@dataclass(frozen=True)
class PhaseMapConfig(StudyConfig):
    """A checked map of phases: its metals, its database and the phases that may form.

    ``database``: a name or an absolute path; ``phases``: with the names of their site fractions;
    ``nitrogen``: which of ``NITROGEN`` gives the amount of N; ``left_out``: phases that could form
    too and cannot be computed, with the reason.
    """

    file: PhaseMapFile
    metals: tuple[str, ...]
    database: str
    phases: Mapping[str, tuple[str, ...]]
    nitrogen: str
    left_out: Mapping[str, str]


def read_study(path: Path, raw: Mapping[str, Any], problems: list[str]) -> PhaseMapConfig | None:
    """Return the configuration of a map of phases.

    If anything is wrong: None, with sentences added to ``problems``.
    """
    sections = read_sections(raw, PhaseMapFile, problems)
    metals = _metals(sections.get("system"), problems)
    vocabulary = phase_names(metals or METALS)
    varied = read_varied(raw, sections, vocabulary, problems)
    _check_materials(sections, varied.written, metals, problems)
    nitrogen = _nitrogen(sections, varied.given, problems)
    database = _database(sections.get("database"), path.parent)
    allowed, left_out = _allowed(sections, database, metals, problems)
    refinement = map_refinement(sections, varied.axes, metals, allowed, problems)
    if problems:
        return None
    return varied.study(
        PhaseMapConfig,
        path,
        PhaseMapFile.model_validate(sections),
        vocabulary,
        metals=metals,
        database=database,
        phases=allowed,
        nitrogen=nitrogen,
        left_out=left_out,
        refinement=refinement,
    )


def _metals(system: str | None, problems: list[str]) -> tuple[str, ...]:
    if system is None:
        return ()
    try:
        metals, anion = system_metals(system)
        if anion != "N":
            raise MaterialError(f"system {system!r} (expected metals and N, e.g. 'Co-Mn-N')")
        return metals
    except MaterialError as error:
        problems.append(f"system: {error}")
        return ()


def _database(given: str | None, folder: Path) -> str:
    """Return a database as it is found from anywhere.

    A file beside the study is returned by its path, one of the package by its name.
    """
    beside = folder / str(given)
    try:
        is_there = given is not None and beside.is_file()
    except OSError:
        # The text is no possible file name; the look-up complains that no database has this name.
        is_there = False
    return str(beside.resolve()) if is_there else str(given)


def _allowed(
    sections: Mapping[str, Any], database: str, metals: tuple[str, ...], problems: list[str]
) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Return the phases that may form, and those that cannot be computed, with the reason.

    The latter are empty where the study names the phases.
    """
    if not metals or "database" not in sections:
        return {}, {}
    wanted = {key: sections.get(key) or [] for key in ("phases", "suspended")}
    try:
        whole = phase_database.read_database(database)
        able, refused = phase_database.named_phases(whole, metals)
        named = [n for n in wanted["phases"] if n in able]
        known = phase_database.system_phases(whole, metals, named)
        out = {} if named else phase_database.left_out_phases(whole, metals)
    except MaterialError as error:
        problems.append(f"database: {error}")
        return {}, {}
    bad = []
    for key, names in wanted.items():
        for name in names:
            if name in refused and key == "phases":
                bad.append(f"phases: phase {name}: {refused[name]}")
            elif name not in able and name not in refused:
                bad.append(f"{key}: {unknown_name('phase', name, able)}")
    problems += bad
    chosen = wanted["phases"] or known
    # In one order, so that the order in which the study names them changes nothing.
    allowed = {n: known[n] for n in sorted(known) if n in chosen and n not in wanted["suspended"]}
    if not allowed and not bad:
        problems.append(f"suspended: no phase is left (of {', '.join(chosen)})")
    return allowed, {n: text for n, text in out.items() if n not in wanted["suspended"]}


def _check_materials(
    sections: Mapping[str, Any],
    axes: Mapping[str, AxisValues | None],
    metals: tuple[str, ...],
    problems: list[str],
) -> None:
    """Complain about formulas that are no alloys of the system with one N."""
    conditions = sections.get("conditions")
    axis = axes.get("material")
    if axis is not None:
        place, values = "axes", axis.values
    else:
        place = "conditions"
        values = (conditions.material,) if conditions and conditions.material else ()
        if not values and "material" not in axes and conditions is not None:
            problems.append(
                "conditions.material: missing (metals by a formula, e.g. 'Co0.9Mn0.1N'; or "
                "an axis 'material')"
            )
    for value in values:
        try:
            check_material(str(value), metals)
        except MaterialError as error:
            problems.append(f"{place}.material: {error}")


def check_material(formula: str, metals: tuple[str, ...]) -> None:
    """Raise MaterialError for a formula other than metals of the system with one N."""
    parsed = parse_formula(formula)
    strange = [metal for metal, _ in parsed.metals if metals and metal not in metals]
    if parsed.anion != "N" or strange:
        raise MaterialError(
            f"{formula!r} is not of the system (allowed: metals {', '.join(metals)}, with N)"
        )
    if parsed.ratio != 1.0:
        raise MaterialError(
            f"{formula!r} has {parsed.ratio:g} N per metal (allowed: one, which does not "
            f"count; how much N there is says one of {', '.join(NITROGEN)})"
        )


def _nitrogen(sections: Mapping[str, Any], given: Collection[str], problems: list[str]) -> str:
    """Return the condition that gives the amount of N."""
    conditions = sections.get("conditions")
    found = [
        name
        for name in NITROGEN
        if name in given or (conditions is not None and getattr(conditions, name) is not None)
    ]
    if len(found) > 1:
        problems.append(f"{' and '.join(found)}: say the same (give one of them)")
    elif not found and conditions is not None and "axes" in sections:
        problems.append(
            f"axes: nothing says how much N there is (expected one of {', '.join(NITROGEN)}, "
            "as an axis or in conditions)"
        )
    return found[0] if found else ""
