"""Library of material sheets: the packaged YAML files and the user's own.

A user adds a material by placing a YAML file in ``config/materials/`` (or a folder named in
``NMHTS_MATERIALS``), without code.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from nmhts.errors import MaterialError, clipped, nearest, unknown_name
from nmhts.materials.formula import parse_formula
from nmhts.materials.mixing import mix
from nmhts.materials.reading import read_pairs, read_quantity
from nmhts.materials.records import (
    JUDGED,
    OPTIONAL,
    QUANTITIES,
    RECORDS,
    SALT,
    SCREENING,
    SCREENING_WAYS,
    STACKED,
    WEAR,
    MixingRules,
    Quantity,
    Sheet,
    needed,
    screening_ways,
)
from nmhts.materials.text_files import read_yaml, why_unreadable
from nmhts.symbols import SYMBOLS

PACKAGED = Path(__file__).parent / "data"
USER_FOLDER = Path("config/materials")

DEFAULT_MIXING = "bcc-like"
KINDS = (*QUANTITIES, "mixing")


def user_folders() -> tuple[Path, ...]:
    """Return the folders searched for the user's own sheets, in order."""
    named = os.environ.get("NMHTS_MATERIALS", "")
    folders = [Path(p) for p in named.split(os.pathsep) if p]
    return (*folders, USER_FOLDER)


def looked_in() -> str:
    """Return the folders searched for the user's own sheets as text, with full paths."""
    folders = ", ".join(clipped(str(folder.resolve()), 200) for folder in user_folders())
    return f"a new one is a YAML sheet in {USER_FOLDER}/ (looked in: {folders})"


@functools.cache
def reference_keys() -> frozenset[str]:
    """Return the keys of ``references.bib``."""
    text = (PACKAGED / "references.bib").read_text(encoding="utf-8")
    return frozenset(re.findall(r"^@\w+\{([^,\s]+),", text, flags=re.MULTILINE))


def load_sheet(path: Path) -> Sheet | MixingRules:
    """Return the content of a YAML file of the library.

    Errors: MaterialError with every problem of the file, each with the key, the given and the
    allowed values.
    """
    raw = _read(path)
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        hint = nearest(kind, KINDS) if isinstance(kind, str) else ""
        raise MaterialError(_joined(path, [f"kind: {kind!r}{hint} (allowed: {', '.join(KINDS)})"]))
    body = "pairs" if kind == "mixing" else "quantities"
    keys = ("kind", "name", "description", body, "references")
    problems = [unknown_name("key", str(key), keys) for key in raw if key not in keys]
    unusable = [
        f"{key}: {raw[key]!r} (expected a mapping)"
        for key in (body, "references")
        if not isinstance(raw.get(key) or {}, Mapping)
    ]
    if unusable:
        raise MaterialError(_joined(path, problems + unusable))
    name, description = str(raw.get("name", "")), str(raw.get("description", ""))
    if kind == "nitride":
        try:
            parse_formula(name)
        except MaterialError as error:
            problems.append(f"name: {error}")
    elif not name:
        problems.append("name: missing")
    references = reference_keys() | set(map(str, raw.get("references") or {}))
    given = raw.get(body) or {}
    if kind == "mixing":
        pairs = read_pairs(given, references, problems)
        found = MixingRules(name, description, path, pairs)
    else:
        found = Sheet(kind, name, description, path, _quantities(kind, given, references, problems))
    if problems:
        raise MaterialError(_joined(path, problems))
    return found


def _read(path: Path) -> Mapping:
    try:
        raw = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise MaterialError(f"{path}: {why_unreadable(error)}") from error
    if not isinstance(raw, Mapping):
        keys = "kind, name, description, quantities or pairs, references"
        raise MaterialError(f"{path}: a sheet is a mapping with the keys {keys}")
    return raw


def _quantities(
    kind: str, given: Mapping, references: frozenset[str] | set[str], problems: list[str]
) -> dict[str, Quantity]:
    must = needed(kind, given)
    other = [name for way in SCREENING for name in way] if kind == "nitride" else []
    more = [*OPTIONAL[kind], *STACKED[kind], *JUDGED[kind], *WEAR[kind], *RECORDS[kind]]
    known = tuple(dict.fromkeys([*must, *other, *more]))
    for key in given:
        if key not in known:
            problems.append("quantities: " + unknown_name("quantity", str(key), known))
    # The concentration alone is only recorded. With any of the other numbers it acts, and then all
    # of them are needed.
    if any(key in given for key in SALT if key != "salt_concentration"):
        problems += [
            f"quantities.{key}: missing (salt acts with {', '.join(SALT)} or with none of them)"
            for key in SALT
            if key not in given
        ]
    problems += _idle_temperature(given)
    if kind == "nitride" and len(ways := screening_ways(given)) > 1:
        names = " and ".join(next(name for name in way if name in given) for way in ways)
        problems.append(f"quantities: {names} are given together (give one of {SCREENING_WAYS})")
    quantities = {}
    for key in known:
        if key not in given:
            if key in must:
                one_of = f"; give one of {SCREENING_WAYS}" if key in other else ""
                problems.append(f"quantities.{key}: missing ({SYMBOLS[key].long_name}{one_of})")
            continue
        found = read_quantity(key, given[key], references)
        if isinstance(found, Quantity):
            quantities[key] = found
        else:
            problems.extend(f"quantities.{key}: {problem}" for problem in found)
    return quantities


def _idle_temperature(given: Mapping) -> list[str]:
    """Return the problems of numbers that would have no effect.

    They are an activation without an electrolyte, and an electrolyte without an activation.
    """
    activated = "conductivity_activation" in given
    if activated and not any(key in given for key in ("electrolyte_share", "electrolyte_gap")):
        return [
            "quantities.conductivity_activation: it does nothing "
            "(it acts on electrolyte_share of area_resistance, or on the salt)"
        ]
    if "electrolyte_share" in given and not activated:
        return ["quantities.electrolyte_share: it does nothing without conductivity_activation"]
    return []


def _joined(path: Path, problems: list[str]) -> str:
    return "\n".join([f"{path}:", *(f"  - {problem}" for problem in problems)])


@functools.cache
def _load_cached(path: Path, stamp: tuple[int, int]) -> Sheet | MixingRules:
    return load_sheet(path)


def sheet_files() -> list[Path]:
    """Return the files of the library by precedence: packaged ones, then the user's own."""
    folders = (PACKAGED, *reversed(user_folders()))
    return [p for f in folders for p in sorted((*f.glob("*.yaml"), *f.glob("*.yml")))]


def _all() -> Iterator[Sheet | MixingRules]:
    for path in sheet_files():
        stat = path.stat()
        yield _load_cached(path.resolve(), (stat.st_mtime_ns, stat.st_size))


def library(kind: str) -> dict[str, Sheet]:
    """Return all sheets of a kind (``nitride``, ``gate`` or ``interface``) by name.

    A user's own sheet replaces a packaged one.
    """
    return {s.name: s for s in _all() if isinstance(s, Sheet) and s.kind == kind}


def mixing_library() -> dict[str, MixingRules]:
    """Return all sets of mixing rules by name; a user's own replaces a packaged one."""
    return {rules.name: rules for rules in _all() if isinstance(rules, MixingRules)}


def find_mixing(name: str) -> MixingRules:
    """Return a set of mixing rules by its name, e.g. ``bcc-like``."""
    known = mixing_library()
    if name not in known:
        raise MaterialError(unknown_name("set of mixing rules", name, known) + f"; {looked_in()}")
    return known[name]


def find_nitride(formula: str, mixing: str = DEFAULT_MIXING) -> Sheet:
    """Return the sheet of a nitride by its formula: its own, or that of an alloy by mixing rules.

    Parameters: formula, e.g. ``CoN`` or ``Co0.9Mn0.1N``; mixing: name of the set of mixing rules.
    Errors: MaterialError for text that is no formula, a compound without a sheet and without end
    members, a composition outside the validity of the rules.
    """
    sheets = library("nitride")
    rules = find_mixing(mixing)
    if formula in sheets:
        return sheets[formula]
    try:
        wanted = parse_formula(formula)
    except MaterialError as error:
        raise MaterialError(
            f"{error}{nearest(formula, sheets)}; sheets: {', '.join(sorted(sheets))}"
        ) from error
    members: dict[str, Sheet] = {}
    for name, sheet in sheets.items():
        known = parse_formula(name)
        if known == wanted:
            return sheet
        if len(known.metals) == 1 and (known.anion, known.ratio) == (wanted.anion, wanted.ratio):
            members[known.metals[0][0]] = sheet
    lacking = [metal for metal, _ in wanted.metals if metal not in members]
    if len(lacking) == len(wanted.metals) > 1:
        ratios = {parse_formula(name).ratio for name in sheets}
        if wanted.ratio not in ratios and 0.5 < wanted.ratio < 2:
            raise MaterialError(
                f"formula {formula!r}: the metals add up to {1 / wanted.ratio:.4g} for one "
                f"{wanted.anion} "
                f"(allowed: fractions that add up to 1, e.g. 'Co0.9Mn0.1N')"
            )
    if lacking:
        raise MaterialError(
            unknown_name("material", formula, sheets)
            + f"; no end member with the {wanted.anion} content {wanted.ratio:g} for "
            f"{', '.join(lacking)}" + f"; {looked_in()}"
        )
    return mix(wanted, members, rules)


def find_gate(name: str) -> Sheet:
    """Return the sheet of a gate by its name, e.g. ``propylene carbonate``."""
    sheets = library("gate")
    if name not in sheets:
        raise MaterialError(unknown_name("gate", name, sheets) + f"; {looked_in()}")
    return sheets[name]


def find_interface(name: str) -> Sheet:
    """Return the sheet of an interface between two layers by its name, e.g. ``abrupt``."""
    sheets = library("interface")
    if name not in sheets:
        raise MaterialError(unknown_name("interface", name, sheets) + f"; {looked_in()}")
    return sheets[name]
