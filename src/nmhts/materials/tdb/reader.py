"""Reader of TDB files: statements in their dialects to a :class:`Database`, or all mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from nmhts.errors import DatabaseError
from nmhts.materials.tdb.functions import PREDEFINED, Faults
from nmhts.materials.tdb.names import SHOWN, unknown
from nmhts.materials.tdb.parameters import Parameters
from nmhts.materials.tdb.phases import Draft, apply_types, read_constituents, read_phase
from nmhts.materials.tdb.ranges import LIMITS, number, read_ranges
from nmhts.materials.tdb.records import VACANCY, Database, Element, Piecewise, Species
from nmhts.materials.tdb.statements import Statement, check_kind, split
from nmhts.materials.text_files import MOST_DATABASE_BYTES, read_bytes


def read_tdb(path: str | Path) -> Database:
    """Return the database of a TDB file.

    Errors: DatabaseError for a file that cannot be opened, is no TDB file, or has mistakes: all of
    them, each with its line.
    """
    try:
        raw = read_bytes(Path(path), MOST_DATABASE_BYTES)
    except OSError as error:
        raise DatabaseError(f"{path}: not readable: {error.strerror}") from error
    return _Reader(str(path)).read(check_kind(str(path), raw))


def read_tdb_text(text: str, name: str = "text") -> Database:
    """Return the database of a TDB text; ``name`` is its name in errors.

    Errors as in :func:`read_tdb`.
    """
    return _Reader(name).read(check_kind(name, text.encode(errors="replace")))


class _Reader:
    def __init__(self, name: str):
        self.name = name
        self.problems: list[str] = []
        self.remarks: list[str] = []
        self.limits = LIMITS
        self.elements: dict[str, Element] = {}
        self.species: dict[str, Species] = {}
        self.functions: dict[str, Piecewise] = {}
        self.lines: dict[str, int] = {}
        self.bad: dict[str, str] = {}
        self.phases: dict[str, Draft] = {}
        self.types: dict[str, list[tuple[str, int]]] = {}
        self.disordered: list[tuple[str, int]] = []
        self.references: dict[str, str] = {}
        self.parameters = Parameters(self.phases, self.species, self.remarks)

    def read(self, text: str) -> Database:
        statements = split(text, self.problems, self.remarks)
        # A statement may precede those that it refers to.
        for keywords in (
            ("TEMPERATURE_LIMITS", "ELEMENT", "LIST_OF_REFERENCES", "ADD_REFERENCES",
             "BIBLIOGRAPHY"),
            ("SPECIES", "FUNCTION", "PHASE", "TYPE_DEFINITION", "DISORDERED_PART", "DIFFUSION",
             "TABLE"),
            ("CONSTITUENT",),
            ("ADD_CONSTITUENT",),
        ):  # fmt: skip
            self._each(s for s in statements if s.keyword in keywords)
        self._without_constituents()
        apply_types(self.types, self.phases, self.remarks)
        self._apply_disordered()
        self._each(s for s in statements if s.keyword == "PARAMETER")
        self._check_functions()
        self._last_remarks()
        self._raise_all("error")
        database = self._finished()
        if database.refused and not database.phases:
            self.problems = [f"{name}: {text}" for name, text in database.refused.items()]
            self._raise_all("phase", "none can be computed")
        return database

    def _raise_all(self, what: str, more: str = "") -> None:
        if count := len(self.problems):
            head = f"{self.name}: {count} {what}{'s' if count > 1 else ''}{more and ', ' + more}"
            raise DatabaseError("\n  - ".join([head, *self._sorted(self.problems)]))

    @staticmethod
    def _sorted(sentences: list[str]) -> list[str]:
        def line(sentence: str) -> int:
            found = re.match(r"line (\d+)", sentence)
            return int(found[1]) if found else 1 << 30

        return sorted(sentences, key=line)

    def _each(self, statements: Iterable[Statement]) -> None:
        for statement in statements:
            try:
                getattr(self, f"_{statement.keyword.lower()}")(statement)
            except DatabaseError as error:
                self.problems.append(f"line {statement.line}: {statement.keyword} {error}")

    def _temperature_limits(self, statement: Statement) -> None:
        given = [number(word) for word in re.split(r"[\s,]+", statement.body) if word]
        if len(given) != 2 or not given[0] < given[1]:
            raise DatabaseError(
                f"expected two ascending temperatures, found {statement.body[:SHOWN]!r}"
            )
        self.limits = (given[0], given[1])

    def _element(self, statement: Statement) -> None:
        name, *rest = [*statement.body.upper().split(), ""]
        if not re.fullmatch(r"[A-Z]{1,2}|/-", name):
            raise DatabaseError(f"{name[:SHOWN]!r} is no symbol of an element")
        reference, *figures = [word for word in rest if word] or [""]
        if len(figures) > 3:
            raise DatabaseError(
                f"{name}: expected mass, enthalpy and entropy, found {' '.join(figures)[:SHOWN]!r}"
            )
        values = [*map(number, figures), 0.0, 0.0, 0.0]
        self.elements[name] = Element(name, reference, *values[:3])
        atoms = {} if name in (VACANCY, "/-") else {name: 1.0}
        self.species[name] = Species(name, atoms, -1.0 if name == "/-" else 0.0)

    def _species(self, statement: Statement) -> None:
        words = statement.body.upper().split()
        if len(words) != 2:
            raise DatabaseError(f"expected a name and a formula, found {statement.body[:SHOWN]!r}")
        name, formula = words
        self.species[name] = _species(name, formula, self.elements)

    def _function(self, statement: Statement) -> None:
        name, _, rest = " ".join(statement.body.upper().split()).partition(" ")
        name = name.rstrip("#")
        if not re.fullmatch(r"[A-Z][A-Z0-9_]*", name) or name in ("T", "P"):
            # No expression can refer to this name.
            self.remarks.append(
                f"line {statement.line}: FUNCTION {name[:SHOWN]!r} is no name of a function, left "
                "out"
            )
            return
        mended: list[str] = []
        try:
            value, _ = read_ranges(rest, self.limits, mended)
            if name in self.functions and self.functions[name] != value:
                raise DatabaseError(f"given in line {self.lines[name]} too, with another value")
        except DatabaseError as error:
            self.bad.setdefault(name, f"line {statement.line}: FUNCTION {name}: {error}")
            return
        self.remarks += [f"line {statement.line}: FUNCTION {name}: {text}" for text in mended]
        self.functions[name] = value
        self.lines.setdefault(name, statement.line)

    def _phase(self, statement: Statement) -> None:
        draft = read_phase(statement.body.upper(), statement.line)
        if draft.name in self.phases:
            raise DatabaseError(f"{draft.name}: given in line {self.phases[draft.name].line} too")
        self.phases[draft.name] = draft

    def _type_definition(self, statement: Statement) -> None:
        if not statement.body:
            raise DatabaseError("expected a letter and what it stands for")
        letter, rest = statement.body[0].upper(), statement.body[1:].upper()
        self.types.setdefault(letter, []).append((rest, statement.line))

    def _disordered_part(self, statement: Statement) -> None:
        self.disordered.append((statement.body.upper(), statement.line))

    def _diffusion(self, statement: Statement) -> None:
        self.parameters.skipped.setdefault(statement.keyword, []).append(statement.line)

    _table = _diffusion

    def _constituent(self, statement: Statement, more: bool = False) -> None:
        mended: list[str] = []
        body = statement.body.upper()
        if VACANCY not in self.species and re.search(r"[:,\s]VA[%:,\s]", body):
            self.species[VACANCY] = Species(VACANCY, {})
            self.remarks.append(f"line {statement.line}: no ELEMENT VA, taken as the vacancy")
        read_constituents(body, self.phases, self.species, mended, more)
        self.remarks += [f"line {statement.line}: {statement.keyword}: {text}" for text in mended]

    def _add_constituent(self, statement: Statement) -> None:
        self._constituent(statement, more=True)

    def _parameter(self, statement: Statement) -> None:
        self.parameters.read(statement.body.upper(), statement.line, self.limits)

    def _list_of_references(self, statement: Statement) -> None:
        # A quotation ends with the quote before the next key, so that names like O'Brien stay
        # intact.
        *entries, _ = re.split(r"'\s*(?=$|\n\s*\S+\s+')", statement.body)
        for entry in entries:
            if found := re.search(r"(?:^|\s)(\S+)\s+'(.*)", entry, re.DOTALL):
                self.references[found[1].upper()] = " ".join(found[2].split())

    _add_references = _bibliography = _list_of_references

    def _without_constituents(self) -> None:
        for name, draft in list(self.phases.items()):
            if not draft.constituents and not draft.refusals:
                if not any(f" {name}: " in p for p in self.problems):
                    self.problems.append(f"line {draft.line}: PHASE {name}: no CONSTITUENT")
                draft.refusals.append("it has no constituents")

    def _apply_disordered(self) -> None:
        for body, line in self.disordered:
            name, *rest = [*re.split(r"[\s,]+", body.strip()), ""]
            if name in self.phases:
                self.phases[name].refusals.append(
                    f"an order-disorder contribution (DISORDERED_PART) with {rest[0]} is not "
                    f"supported (line {line})"
                )

    def _check_functions(self) -> None:
        """Refuse phases whose parameters use missing, unreadable or recursive functions."""
        faults = Faults(self.functions, self.lines, self.bad)
        for p in self.parameters.found:
            place = f"{p.kind}({p.phase},{':'.join(map(','.join, p.constituents))};{p.order})"
            if fault := faults.of(p.value, f"line {p.line}: PARAMETER {place}"):
                self.phases[p.phase].refusals.append(fault)
        for name, text in self.bad.items():
            self.functions.pop(name, None)
            self.remarks.append(
                f"{text}; "
                f"{'what uses it is refused' if name in faults.needed else 'no parameter needs it'}"
            )
        for name in self.functions:
            if name not in faults.needed and (fault := faults.of_function(name)):
                self.remarks.append(f"{fault}; no parameter needs it")
        for name in sorted(faults.needed & PREDEFINED.keys() - self.functions.keys()):
            self.functions[name] = PREDEFINED[name]
            self.remarks.append(f"function {name} is not given, taken as other programs know it")

    def _last_remarks(self) -> None:
        if lines := self.parameters.resorted:
            many = f"{len(lines)} parameter{'s' if len(lines) > 1 else ''}"
            self.remarks.append(
                f"line {lines[0]}: {many} with species out of alphabetical order, which gives odd "
                "orders their sign: read in that order"
            )
        for kind, lines in self.parameters.skipped.items():
            many = f"{len(lines)} {kind} statement{'s' if len(lines) > 1 else ''}"
            self.remarks.append(f"line {lines[0]}: {many} skipped: no part of G at 1 bar")
        for draft in self.phases.values():
            own = [p for p in self.parameters.found if p.phase == draft.name]
            if draft.magnetic is None and any(p.kind != "G" for p in own):
                self.remarks.append(
                    f"line {draft.line}: PHASE {draft.name}: TC and BMAGN do nothing without a "
                    "MAGNETIC type"
                )

    def _finished(self) -> Database:
        refused = {n: "; ".join(dict.fromkeys(d.refusals)) for n, d in self.phases.items()}
        refused = {n: text for n, text in (self.parameters.lost | refused).items() if text}
        keys = {
            p.reference: _reference(p.reference, self.references) for p in self.parameters.found
        }
        return Database(
            self.name,
            self.elements,
            self.species,
            self.functions,
            {n: d.finished() for n, d in self.phases.items() if n not in refused},
            tuple(
                replace(p, reference=keys[p.reference])
                for p in self.parameters.found
                if p.phase not in refused
            ),
            self.references,
            tuple(self._sorted(self.remarks)),
            refused,
            {n: self._sites_of(n) for n in refused},
        )

    def _sites_of(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Return the species on each sublattice of a refused phase.

        By its CONSTITUENT or, without PHASE, by its parameters; empty if neither states them.
        """
        if name in self.phases:
            return self.phases[name].constituents
        known = [
            sorted(names & self.species.keys())
            for names in self.parameters.lost_sites.get(name, ())
        ]
        return tuple(map(tuple, known)) if all(known) else ()


def _reference(given: str, references: Mapping[str, str]) -> str:
    """Return the key in the list of references that a reference means.

    ``REF:1`` may be listed as ``REF1`` or ``1``.
    """
    for key in (given, given.replace(":", ""), given.rpartition(":")[2]):
        if key in references:
            return key
    return given


def _species(name: str, formula: str, elements: Mapping[str, Element]) -> Species:
    body, _, charge = formula.partition("/")
    atoms: dict[str, float] = {}
    at = 0
    while at < len(body):
        symbol = next((s for s in (body[at : at + 2], body[at]) if s in elements), None)
        if symbol is None:
            raise DatabaseError(
                f"{name}: {unknown('element', body[at], elements)} in {formula[:SHOWN]!r}"
            )
        at += len(symbol)
        found = re.compile(r"\d*\.?\d*", re.ASCII).match(body, at)
        count = found[0] if found else ""
        at += len(count)
        if symbol != VACANCY:
            atoms[symbol] = atoms.get(symbol, 0.0) + (number(count) if count else 1.0)
    if not charge:
        return Species(name, atoms)
    found = re.fullmatch(r"([+-]?)(\d*\.?\d*)([+-]?)", charge, re.ASCII)
    if not found or bool(found[1]) == bool(found[3]):
        raise DatabaseError(f"{name}: the charge {charge!r} is not like +2 or -1")
    size = number(found[2]) if found[2] else 1.0
    return Species(name, atoms, -size if "-" in (found[1], found[3]) else size)
