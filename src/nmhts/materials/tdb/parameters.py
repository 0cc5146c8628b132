"""Reading of PARAMETER statements: energies of phases, and remarks on what is left out."""

from __future__ import annotations

import difflib
import itertools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from nmhts.errors import DatabaseError, nearest
from nmhts.materials.tdb.names import SHOWN, abbreviates, unknown
from nmhts.materials.tdb.phases import Draft, find_phase, split_names
from nmhts.materials.tdb.ranges import read_ranges
from nmhts.materials.tdb.records import Parameter, Species

_KINDS = {
    "G": "G",
    "L": "G",
    "TC": "TC",
    "BM": "BMAGN",
    "BMAG": "BMAGN",
    "BMAGN": "BMAGN",
}
_NO_ENERGY = {
    "volume": ("V0", "VA", "VK", "VC", "VS"),
    "mobility": ("MQ", "MF", "DQ", "DF", "MU"),
    "Neel temperature of a model that is not used": ("NT",),
    "another property": ("VISC", "ELRS", "THCD", "SIGM", "XI", "BULK", "POIS", "LPX", "LPY", "LPZ"),
    "elastic constant": ("C11", "C12", "C13", "C33", "C44", "C55", "C66"),
}
_WRITTEN = 200  # largest number of characters of a parameter's name
_MOST_CHOICES = 20_000
_SKIPPED = {kind: what for what, kinds in _NO_ENERGY.items() for kind in kinds}
_MODELS = {
    "THETA": "the Einstein model (THETA)",
    "LNTH": "the Einstein model (LNTH)",
    "GD": "the two-state model of liquids (GD)",
}
_HEAD = re.compile(
    r"([A-Z][A-Z0-9]*)\s*(&[^(]*)?\(\s*([^\s,()&:]+)\s*(?::\s*[A-Z]\s*)?(&[^,]*)?,([^()]*)\)(.*)",
    re.DOTALL,
)


@dataclass
class Parameters:
    """Parameters of a file while it is read."""

    phases: Mapping[str, Draft]
    species: Mapping[str, Species]
    remarks: list[str]
    found: list[Parameter] = field(default_factory=list)
    skipped: dict[str, list[int]] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    lost_sites: dict[str, list[set[str]]] = field(default_factory=dict)
    resorted: list[int] = field(default_factory=list)
    _places: dict[tuple, int] = field(default_factory=dict)

    def read(self, body: str, line: int, limits: tuple[float, float]) -> None:
        """Add the parameter of a statement.

        Errors: DatabaseError for one that cannot be assigned or read.
        """
        head = _HEAD.match(body)
        if not head:
            raise DatabaseError(
                f"expected e.g. G(FCC_A1,CO:N;0) and an expression, found {body[:40]!r}"
            )
        kind, by, phase, other, where, rest = head.groups()
        if by or other or kind in _SKIPPED:
            self.skipped.setdefault(kind, []).append(line)
            return
        mended: list[str] = []
        written = f"{kind}({phase},{' '.join(where.split())[:_WRITTEN]})"
        try:
            draft = self.phases[find_phase(phase, self.phases, mended)]
        except DatabaseError as error:
            self._doubt(phase, where, f"line {line}: PARAMETER {written}: {error}")
            return
        self.remarks += [f"line {line}: {written}: {text}" for text in mended]
        if kind not in _KINDS:
            what = _MODELS.get(kind)
            draft.refusals.append(
                f"{what} is not supported (line {line})"
                if what
                else f"parameters {kind!r} are not known{nearest(kind, _KINDS)} (line {line})"
            )
            return
        if draft.refusals:
            return
        try:
            self._place(_KINDS[kind], draft, written, where, rest, line, limits)
        except DatabaseError as error:
            raise DatabaseError(f"{written}: {error}") from error

    def _doubt(self, name: str, where: str, sentence: str) -> None:
        """Refuse a phase that has parameters but no PHASE, and the phases possibly meant instead.

        The latter may lack an energy.
        """
        self.lost.setdefault(name, sentence)
        parts = [set(split_names(part)) - {"*"} for part in where.partition(";")[0].split(":")]
        held = self.lost_sites.setdefault(name, [set() for _ in parts])
        for own, part in zip(held, parts, strict=False):
            own |= part
        meant = difflib.get_close_matches(name, self.phases, n=1, cutoff=0.8)
        for other in meant + [known for known in self.phases if abbreviates(name, known)]:
            draft = self.phases[other]
            if len(parts) == len(draft.constituents) and all(
                part <= set(names) for part, names in zip(parts, draft.constituents, strict=True)
            ):
                draft.refusals.append(sentence)

    def _place(
        self,
        kind: str,
        draft: Draft,
        written: str,
        where: str,
        rest: str,
        line: int,
        limits: tuple[float, float],
    ) -> None:
        arrays, order, acts = self._constituents(draft, written, where, line)
        mended: list[str] = []
        value, reference = read_ranges(rest, limits, mended)
        if not acts and not draft.refusals:
            mended.append("it does not act: PHASE has no such constituent")
        if any(a != sorted(a) and (order % 2 or len(a) > 2) for a in arrays):
            self.resorted.append(line)
        self.remarks += [f"line {line}: {written}: {text}" for text in mended]
        if draft.refusals or not acts:
            return
        choices = [
            [(name,) for name in names] if array == ["*"] else [tuple(sorted(array))]
            for array, names in zip(arrays, draft.constituents, strict=True)
        ]
        if (many := math.prod(map(len, choices))) > _MOST_CHOICES:
            draft.refusals.append(
                f"line {line}: PARAMETER {written} stands for {many:,} (allowed: {_MOST_CHOICES:,})"
            )
            return
        for constituents in itertools.product(*choices):
            parameter = Parameter(kind, draft.name, constituents, order, value, reference, line)
            if ["*"] in arrays:  # holds for any species there, in addition to parameters of each
                self.found.append(parameter)
            else:
                self._keep(parameter, written)

    def _keep(self, new: Parameter, written: str) -> None:
        place = (new.kind, new.phase, new.constituents, new.order)
        if place not in self._places:
            self._places[place] = len(self.found)
            self.found.append(new)
            return
        old = self.found[self._places[place]]
        what = "the same value" if old.value == new.value else "another value, the last one is used"
        self.remarks.append(
            f"line {new.line}: {written} is given in line {old.line} too, with {what}"
        )
        self.found[self._places[place]] = new

    def _constituents(
        self, draft: Draft, written: str, where: str, line: int
    ) -> tuple[list[list[str]], int, bool]:
        """Return the species of each sublattice, the order, and whether the phase has them all."""
        text, _, order = where.partition(";")
        if not re.fullmatch(r"\s*\d{0,9}\s*", order, re.ASCII):
            raise DatabaseError(f"the order {order.strip()[:SHOWN]!r} is no number from 0 on")
        parts = text.split(":")
        if len(parts) > len(draft.sites) and not parts[-1].strip():
            parts.pop()
        arrays = [split_names(part) for part in parts]
        if len(arrays) != len(draft.sites) or not all(arrays):
            raise DatabaseError(
                f"{len(draft.sites)} sublattices in PHASE (line {draft.line}), {len(arrays)} here"
            )
        acts = True
        for array, names in zip(arrays, draft.constituents, strict=True):
            if len(set(array)) < len(array):
                raise DatabaseError(f"a species interacts with itself: {','.join(array)}")
            for name in array:
                if name == "*" and len(array) == 1:
                    continue
                if name not in self.species:
                    draft.refusals.append(
                        f"line {line}: PARAMETER {written}: {unknown('species', name, names)}"
                    )
                acts = acts and name in names
        return arrays, int(order.strip() or 0), acts
