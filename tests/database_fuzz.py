"""Thermodynamic databases broken at random.

Each is read and computed, or refused with one of the project's errors. Any number of them:

    python tests/database_fuzz.py --count 10000 --seed 1

prints every file that ends otherwise or takes too long.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import nmhts
from nmhts.errors import NmhtsError
from nmhts.materials.library import PACKAGED
from nmhts.materials.tdb import library
from nmhts.materials.tdb.records import Database

LIMIT = 2.0  # CPU seconds for a file
_GIVEN_UP = 20.0

WRITTEN = """\
$ a little of everything
ELEMENT /- ELECTRON_GAS 0 0 0 !
ELEMENT VA VACUUM 0.0 0.0 0.0 !
ELEMENT AL FCC_A1 2.69815E+01 4577.296 28.3215 !
ELEMENT CR BCC_A2 5.1996+01 4050 23.56 !
ELEMENT N 1/2_MOLE_N2(G) 14.007 4335.5 95.751 !
SPECIES N2 N2 !
SPECIES AL+3 AL/+3 !
TEMP-LIM 298.15 6000 !
FUNCTION GHSERAL 298.15 -7976.15+137.093038*T-24.3671976*T*LN(T)
     -.001884662*T**2+74092*T**(-1); 700 Y
     -11276.24+223.048446*T-38.5844296*T*LN(T); 2900 N !
FUNCTION GHSERCR 298.15 -8856.94+157.48*T-26.908*T*LN(T)+.00189435*T**2; 6000 N !
FUNCTION ZERO 298.15 +0; 6000 N !
FUNCTION UNARY 298.15 +ZERO#+EXP(-.001*T)-SQRT(2)*(1+T)**.5; 6000 N !
TYPE_DEFINITION % SEQ * !
TYPE_DEFINITION A GES A_P_D BCC_A2 MAGNETIC -1.0 4.00000E-01 !
TYPE_DEFINITION Z IF ((AL OR CR) AND N) THEN GES A_P_D @ COMP_SETS,,AL:N: !
TYPE_DEFINITION O GES AMEND_PHASE_DESCRIPTION BCC_B2 DIS_PART BCC_A2,,, !
DEFINE_SYSTEM_DEFAULT ELEMENT 2 !
PHASE LIQUID:L % 1 1.0 !
CONSTITUENT LIQUID:L :AL%,CR,N : !
PARAMETER G(LIQUID,AL;0) 298.15 +11005-11.84*T+GHSERAL#; 6000 N REF1 !
PARAMETER G(LIQUID,CR;0) 298.15 +24339.955-11.420225*T+GHSERCR#; 6000 N REF1 !
PARAMETER L(LIQUID,AL,CR;0) 298.15 -29000; 6000 N REF2 !
PARAMETER L(LIQUID,AL,CR;1) 298.15 -11000; 6000 N REF2 !
PARAMETER L(LIQUID,AL,CR,N;0) 298.15 -100; 6000 N REF2 !
PHASE BCC_A2 %A 2 1 3 !
CONSTITUENT BCC_A2 :AL,CR% : N,VA% : !
PARAMETER G(BCC_A2,AL:VA;0) 298.15 +10083-4.813*T+GHSERAL#; 6000 N !
PARAMETER G(BCC_A2,CR:VA;0) 298.15 +GHSERCR#; 6000 N !
PARAMETER G(BCC_A2,*:N;0) 298.15 +UNARY#; 6000 N !
PARAMETER TC(BCC_A2,CR:VA;0) 298.15 -311.5; 6000 N !
PARAMETER BMAGN(BCC_A2,CR:VA;0) 298.15 -.008; 6000 N !
PARAMETER L(BCC_A2,AL,CR:VA;0) 298.15 -54900+10*T; 6000 N REF2 !
PHASE FCC_A1 %Z 2 1 1 !
CONSTITUENT FCC_A1 :AL,CR : N,VA : !
PARAMETER G(FCC_A1,AL:VA;0) 298.15 +GHSERAL#; 6000 N !
PARAMETER G(FCC_A1,CR:N;0) 298.15 -124460+142.16*T-8.5*T*LN(T); 6000 N !
PARAMETER G(FCC_A1,*:*;0) 298.15 +1; 6000 N !
PHASE BCC_B2 %O 3 .5 .5 3 !
CONSTITUENT BCC_B2 :AL,CR : AL,CR : VA : !
PARAMETER G(BCC_B2,AL:CR:VA;0) 298.15 -2000; 6000 N !
PHASE SIGMA % 4 1 2 4 6 !
CONSTITUENT SIGMA :AL,CR,N : AL,CR,N : AL,CR,N : AL,CR,N : !
PARAMETER G(SIGMA,AL:CR:AL:CR;0) 298.15 -5000; 6000 N !
PHASE GAS:G % 1 1 !
CONSTITUENT GAS:G :AL,N,N2 : !
PARAMETER G(GAS,N2;0) 298.15 -8.5E3-170*T+RTLNP#; 6000 N !
PARAMETER V0(FCC_A1,AL:VA;0) 298.15 +1E-5; 6000 N !
LIST_OF_REFERENCES
NUMBER SOURCE
REF1 'assessed: A. T. Dinsdale, Calphad 15 (1991) 317-425'
REF2 'O'Brien! A
   PHASE diagram 2 of Al-Cr'
!
"""

_TOKENS = (
    "1E999", "1E-999", "-0", "0", "1e308", "**-1", "**99999", "**.5", "T**T", "LN(0)", "LN(-T)",
        "EXP(1000)", "EXP(EXP(T))", "/0", "()", "(" * 80, ")" * 80,
    "-" * 200, "*", "*:*", ":", "::", ",,", ";", ";;", ";99", ";-1", ";1;1", "!", "! !", "!\n!",
        "$", "'", "''", '"', "%", "&", "#", "@", ">", "<", "=", "VA", "/-",
    "E", "1E", "1..2", "1+2", "٣", "²", "ß", "\u2028", "\x1a", "\t", "\r", "\ufeff", "é", "T", "P",
        "R", "RTLNP#", "GHSERAL#", "1_0", "nan", "inf", "X" * 5000, "1" * 5000,
    "IF (A) THEN", "GES A_P_D @ DIS_PART X", "GES A_P_D X MAGNETIC 0 0", "SEQ", "PHASE",
        "PARAMETER", "PARAMETER G(", "CONSTITUENT", "ELEMENT X", "FUNCTION",
        "\nFUNCTION F 1 F#; 2 N !\n",
    "\nSPECIES Q AL9999999 !\n", "\nELEMENT Q Q 0 0 0 !\n", "TYPE_DEFINITION", "LIST_OF_REFERENCES",
        "DATABASE_INFO '", "TEMP-LIM 1 0 !", ":Y", ":F", "10000000", "0.5", "-1", "1E-300", "1E300",
)  # fmt: skip


class Outcome(NamedTuple):
    """Outcome of a file: ``read``, ``refused``, ``slow``, or the name of a foreign exception.

    With an exception comes the place that raised it.
    """

    what: str
    seconds: float
    where: str = ""


class _TooSlow(BaseException):
    pass


def _number(rng: random.Random) -> str:
    return rng.choice(("0", "-1", "1E300", "1E-300", "99999999999", "0.0000001", "3", "1E5",
        str(rng.uniform(-1e4, 1e4))))  # fmt: skip


def _replace_number(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    places = [i for i, word in enumerate(words) if word[:1].isdigit()]
    if places:
        words[rng.choice(places)] = _number(rng)
    return " ".join(words)


def _span(text: str, rng: random.Random, most: int = 60) -> tuple[int, int]:
    begin = rng.randrange(len(text) + 1)
    return begin, min(len(text), begin + rng.randrange(most))


def _lines(text: str, rng: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    how = rng.randrange(4)
    i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
    if how == 0:
        lines[i], lines[j] = lines[j], lines[i]
    elif how == 1:
        lines.insert(j, lines[i])
    elif how == 2:
        del lines[i]
    else:
        rng.shuffle(lines)
    return "".join(lines)


def _delete(text: str, rng: random.Random) -> str:
    a, b = _span(text, rng)
    return text[:a] + text[b:]


def _repeat(text: str, rng: random.Random) -> str:
    a, b = _span(text, rng)
    return text[:b] + text[a:b] * rng.choice((1, 1, 2, 50)) + text[b:]


def _token(text: str, rng: random.Random) -> str:
    a, b = _span(text, rng, 4)
    return text[:a] + rng.choice(_TOKENS) + text[b:]


def _character(text: str, rng: random.Random) -> str:
    a = rng.randrange(len(text))
    return text[:a] + rng.choice("!$:;,()*+-/#'%&0129EAVTN. \n") + text[a + 1 :]


def _unmark(text: str, rng: random.Random) -> str:
    places = [i for i, c in enumerate(text) if c in "!:;,()'"]
    if not places:
        return text
    a = rng.choice(places)
    return text[:a] + text[a + 1 :]


def _move(text: str, rng: random.Random) -> str:
    a, b = _span(text, rng, 200)
    rest, c = text[:a] + text[b:], rng.randrange(len(text) + 1)
    return rest[:c] + text[a:b] + rest[c:]


def _cut(text: str, rng: random.Random) -> str:
    a, b = sorted((rng.randrange(len(text)), rng.randrange(len(text))))
    return rng.choice((text[:b], text[a:], text[a:b]))


_COMMON: tuple[Callable[[str, random.Random], str], ...] = (
    _replace_number, _replace_number, _replace_number, _replace_number, _lines, _delete, _repeat,
        _token, _token, _character, _character, _unmark, _lines, _move,
)  # fmt: skip


def sources() -> tuple[str, ...]:
    """Return the texts to break: the packaged database, and one with a little of everything."""
    return (PACKAGED / "cofemnn.tdb").read_text(encoding="utf-8"), WRITTEN


def mutated(seed: int, number: int, texts: tuple[str, ...]) -> str:
    """Return one broken text, the same for the same seed and number."""
    rng = random.Random(f"{seed}-{number}")
    packaged, written = texts
    kind = rng.randrange(10)
    if kind == 0:
        text = packaged
    elif kind < 4:
        # Its head with elements, and a part of the rest.
        lines = packaged.splitlines(keepends=True)
        begin = rng.randrange(len(lines))
        text = "".join(
            [line for line in lines if line.startswith(("ELEM", "SPEC", "TYPE", "FUNC"))]
            + lines[begin : begin + 60]
        )
    else:
        text = written
    for _ in range(rng.choice((1, 1, 1, 1, 2, 3, 8))):
        text = (rng.choice(_COMMON)(text, rng) if rng.random() > 0.02 else _cut(text, rng)) or " "
    return text


def _amounts(database: Database, rng: random.Random) -> dict[str, float]:
    known = [e for e in database.elements if e not in ("VA", "/-")]
    chosen = rng.sample(known, min(len(known), rng.randrange(1, 4)))
    x = {name: 1.0 / len(chosen) for name in chosen}
    if list(x) == ["N"]:
        x["N"] = 0.5
    return x


def outcome(path: Path, text: str, rng: random.Random) -> Outcome:
    """Read a text through its file, and solve an equilibrium of some of its elements."""
    path.write_bytes(text.encode("utf-8", errors="replace"))
    begin = time.process_time()
    what, where = "read", ""
    try:
        database = library.load_database(path)
        x = _amounts(database, rng)
        nmhts.equilibrium(str(path), x, [1000.0, 300.0], suspended=[])
    except NmhtsError:
        what = "refused"
    except _TooSlow:
        what = "endless"
    except Exception as error:
        what = type(error).__name__
        where = f"{error} at " + " < ".join(
            f"{Path(f.filename).name}:{f.lineno}"
            for f in reversed(traceback.extract_tb(error.__traceback__)[-4:])
        )
    seconds = time.process_time() - begin
    if seconds > LIMIT and what in ("read", "refused"):
        what = "slow"
    return Outcome(what, seconds, where)


def run(seed: int, count: int, first: int = 0) -> Iterator[tuple[int, Outcome]]:
    """Yield the number and the outcome of broken texts, one after another."""

    def give_up(*_: object) -> None:
        raise _TooSlow

    texts, root = sources(), library.cache_root
    before = signal.signal(signal.SIGVTALRM, give_up)
    try:
        with tempfile.TemporaryDirectory() as folder:
            # Parsed forms of broken files have no place in the user's cache.
            library.cache_root = lambda: Path(folder)
            for number in range(first, first + count):
                signal.setitimer(signal.ITIMER_VIRTUAL, _GIVEN_UP)
                text = mutated(seed, number, texts)
                # A name of its own, as the cache of a file goes by its name.
                path = Path(folder) / f"{number}.tdb"
                yield number, outcome(path, text, random.Random(f"{seed}-{number}-x"))
                path.unlink()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.0)
        signal.signal(signal.SIGVTALRM, before)
        library.cache_root = root


def warm_up() -> None:
    """Compile or load the kernels, so that no file is charged for it."""
    nmhts.equilibrium("cofemnn", {"Fe": 0.9}, 1000.0)


def main() -> None:
    """Break databases and count their outcomes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="number of the first one")
    parser.add_argument(
        "--show", action="store_true", help="write the text of the first one and stop"
    )
    asked = parser.parse_args()
    if asked.show:
        sys.stdout.write(mutated(asked.seed, asked.first, sources()))
        return
    warnings.simplefilter("error")
    warm_up()
    counts: dict[str, int] = {}
    slowest = 0.0
    for number, found in run(asked.seed, asked.count, asked.first):
        counts[found.what] = counts.get(found.what, 0) + 1
        slowest = max(slowest, found.seconds)
        if found.what not in ("read", "refused"):
            sys.stdout.write(
                f"{number}: {found.what} after {found.seconds:.2f} s {found.where[:400]}\n"
            )
            sys.stdout.flush()
    sys.stdout.write(
        f"{asked.count} files from seed {asked.seed}: {counts}, the slowest took "
        f"{slowest:.2f} CPU seconds\n"
    )
    if set(counts) - {"read", "refused"}:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
