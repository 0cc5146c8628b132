"""Statements about phases (PHASE, CONSTITUENT, TYPE_DEFINITION) and refusals of phases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nmhts.errors import DatabaseError
from nmhts.materials.tdb.names import abbreviates, unknown
from nmhts.materials.tdb.ranges import number
from nmhts.materials.tdb.records import MagneticModel, Phase, Species

_MODELS = {
    "Y": "the ionic two-sublattice liquid",
    "F": "an ordered fcc phase with permuted parameters (option F)",
    "B": "an ordered bcc phase with permuted parameters (option B)",
    "A": "an aqueous solution",
    "I": "electroneutrality of charged species (option I)",
    "Q": "a quasichemical model",
    "X": "a quasichemical model",
}
_ACTIONS = {
    "MAGNETIC_ORDERING": "magnetic",
    "MAJOR_CONSTITUENT": "idle",
    "COMPOSITION_SETS": "idle",
    "C_S": "idle",
    "DEFAULT_STABLE": "idle",
    "DISORDERED_PART": "an order-disorder contribution (DIS_PART)",
    "NEVER_DISORDER": "an order-disorder contribution (NEVER_DISORDER)",
}


@dataclass
class Draft:
    """Phase under construction while the file is read."""

    name: str
    line: int
    types: str
    sites: tuple[float, ...]
    constituents: tuple[tuple[str, ...], ...] = ()
    magnetic: MagneticModel | None = None
    refusals: list[str] = field(default_factory=list)

    def finished(self) -> Phase:
        """Return the record."""
        return Phase(self.name, self.sites, self.constituents, self.magnetic)


def read_phase(body: str, line: int) -> Draft:
    """Return the phase of a PHASE statement; errors: DatabaseError."""
    found = re.match(r"([^\s:]+)(?:\s*:\s*([A-Z]*))?\s+(.*)", body.partition(">")[0], re.DOTALL)
    if not found:
        raise DatabaseError("expected a name, type letters, and the number of sublattices")
    name, option, rest = found[1], found[2] or "", found[3]
    words = re.split(r"[\s,]+", rest.strip())
    for count in (1, 0, 2, 3):
        sites = words[count + 1 :]
        if len(words) > count and words[count] == str(len(sites)) and sites:
            break
    else:
        raise DatabaseError(
            f"{name}: the number of sublattices does not fit the sites: {' '.join(words)!r}"
        )
    draft = Draft(name, line, "".join(words[:count]), tuple(map(number, sites)))
    if any(site <= 0 for site in draft.sites):
        raise DatabaseError(f"{name}: a sublattice without sites: {' '.join(sites)}")
    draft.refusals += [
        f"{_MODELS.get(letter, f'the option {letter!r}')} is not supported (line {line})"
        for letter in option
        if letter not in "GLSC"
    ]
    return draft


def find_phase(name: str, phases: Iterable[str], remarks: list[str]) -> str:
    """Return the name of the phase that a name stands for.

    An abbreviation that fits one phase only gets a remark.
    Errors: DatabaseError for a name that fits none or several.
    """
    known = list(phases)
    if name in known:
        return name
    fitting = [phase for phase in known if abbreviates(name, phase)]
    if len(fitting) == 1:
        remarks.append(f"phase {name!r} read as {fitting[0]}")
        return fitting[0]
    if fitting:
        raise DatabaseError(f"phase {name!r} may be {' or '.join(sorted(fitting))}")
    raise DatabaseError(unknown("phase", name, known))


def read_constituents(
    body: str,
    phases: Mapping[str, Draft],
    species: Mapping[str, Species],
    remarks: list[str],
    more: bool,
) -> None:
    """Add the constituents of a CONSTITUENT statement to their phase.

    ``more`` marks ADD_CONSTITUENT.
    Errors: DatabaseError for an unknown phase or species, a wrong number of sublattices, a phase
    given twice.
    """
    name, *parts = body.partition(">")[0].split(":")
    if parts and not parts[-1].strip():
        parts.pop()
    draft = phases[find_phase(name.strip(), phases, remarks)]
    if len(parts) == len(draft.sites) + 1 and re.fullmatch(r"\s*[A-Z]\s*", parts[0]):
        parts = parts[1:]
    given = [split_names(part) for part in parts]
    if len(given) != len(draft.sites) or not all(given):
        raise DatabaseError(
            f"{draft.name}: {len(draft.sites)} sublattices in PHASE (line {draft.line}), "
            f"{len(given)} with constituents here"
        )
    for name in (name for part in given for name in part):
        if name not in species:
            raise DatabaseError(f"{draft.name}: {unknown('species', name, species)}")
    if draft.constituents and not more:
        raise DatabaseError(f"{draft.name}: constituents are given twice")
    held = draft.constituents or ((),) * len(given)
    draft.constituents = tuple(tuple(sorted({*a, *b})) for a, b in zip(held, given, strict=True))
    charged = {name for part in given for name in part if species[name].charge}
    if charged and not draft.refusals:
        draft.refusals.append(
            f"electroneutrality of charged species ({', '.join(sorted(charged))}) is not "
            f"supported (line {draft.line})"
        )


def split_names(text: str) -> list[str]:
    """Return the names of one sublattice, without marks of major constituents.

    Separators are commas or spaces.
    """
    return [name for name in re.split(r"[\s,]+", text.replace("%", " ")) if name]


def apply_types(
    types: Mapping[str, list[tuple[str, int]]], phases: Mapping[str, Draft], remarks: list[str]
) -> None:
    """Assign phases the magnetic models of their type letters.

    Phases whose types cannot be computed are refused.
    Parameters: types: text after the letter and line of each TYPE_DEFINITION by letter.
    """
    for draft in phases.values():
        for letter in dict.fromkeys(draft.types):
            if letter not in types and letter != "%":
                remarks.append(
                    f"line {draft.line}: PHASE {draft.name}: type {letter!r} has no TYPE_DEFINITION"
                )
            for text, line in types.get(letter, ()):
                _apply(text, line, draft, phases, remarks)


def _does(word: str) -> str:
    """Return the effect of an action of a type: from ``_ACTIONS``, or its name."""
    action = word.replace("-", "_")
    long = [name for name in _ACTIONS if abbreviates(action, name) and len(action) > 2]
    return _ACTIONS[long[0]] if long else f"{action} of TYPE_DEFINITION"


def _apply(
    text: str, line: int, draft: Draft, phases: Mapping[str, Draft], remarks: list[str]
) -> None:
    condition = re.match(r"\s*IF\b.*?\bTHEN\b", text, re.DOTALL)
    words = [
        word for word in re.split(r"[\s,]+", text[condition.end() :] if condition else text) if word
    ]
    if not words or words[0] == "SEQ":
        return
    if condition:
        if len(words) > 3 and _does(words[3]) == "idle":
            sentence = (
                f"line {line}: a TYPE_DEFINITION under a condition is a hint about composition "
                "sets, which nothing here needs"
            )
            if sentence not in remarks:
                remarks.append(sentence)
        else:
            draft.refusals.append(
                f"its type {' '.join(text.split())!r} is not supported (line {line})"
            )
        return
    if len(words) < 4 or not words[0].startswith("GES") or words[1][0] != "A":
        draft.refusals.append(f"its type {text.strip()!r} is not supported (line {line})")
        return
    amended, does = words[2], _does(words[3])
    if does == "idle":
        return
    target = draft
    if amended not in ("@", draft.name):
        fitting = [name for name in phases if abbreviates(amended, name)]
        target = phases.get(amended) or (phases[fitting[0]] if len(fitting) == 1 else draft)
    if does != "magnetic":
        more = f" with {words[4]}" if len(words) > 4 else ""
        sentence = f"{does}{more} is not supported (line {line})"
        if sentence not in target.refusals:
            target.refusals.append(sentence)
        return
    if target is not draft:
        remarks.append(
            f"line {line}: TYPE_DEFINITION names {amended}, and PHASE {draft.name} (line "
            f"{draft.line}) has its letter: taken for {draft.name}"
        )
    try:
        factor, structure = number(words[4]), number(words[5])
    except (IndexError, DatabaseError):
        draft.refusals.append(f"its MAGNETIC type lacks its two numbers (line {line})")
        return
    if factor == 0 or not 0 < structure < 1:
        draft.refusals.append(
            f"MAGNETIC {factor:g} {structure:g} is not supported: the factor must not be 0, p "
            f"lies between 0 and 1 (line {line})"
        )
        return
    draft.magnetic = MagneticModel(factor, structure)
