"""Random study files: the shipped ones mutated from a seed, and a judge of each outcome.

    python tests/unit/schema/fuzzing.py --first 0 --count 10000

prints every file that ends in anything but success or an error of the project's own, takes too much
time or memory, or prints too much.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[3]
SHIPPED = sorted((ROOT / "config/studies").glob("*.yaml"))

MOST_BYTES = 2**30
MOST_TEXT = 2000
# A study of more films is read and not planned here: a long time is no fault of it.
MOST_PLANNED = 1000


@dataclass(frozen=True)
class Limits:
    """CPU seconds allowed for a file, and for each planned film in addition."""

    seconds: float = 2.0
    seconds_per_film: float = 5e-3


COMMAND = Limits()
# In the tests a machine may be ten times slower.
PATIENT = Limits(20.0, 0.1)

NUMBERS = (
    0, -1, 1e308, -1e308, 5e-324, float("nan"), float("inf"), 10**30, 10**400, 2**63, 100_000,
        1_000_000, 0.1, True, None, "1e400", "0x_", "1_0",
)  # fmt: skip
UNITS = (
    "V", "nm", "s", "K", "Hz", "eV", "V/nm", "m**2", "s**(9**9**9)", "9**9**9 s",
        "(((9**20)**20)**20) s", "squared squared squared", "degC",
    "dBm", "%", "m⁹⁹⁹⁹⁹", "Ym", "ym", "V/(", "**", "__class__", "1/0", "m" * 300, " " * 300, "μ",
        "\0", "kelvin or", "nm**-99", "1e308 km",
)  # fmt: skip
TEXTS = (
    "", " ", "x", "CoN", "Co1-xMnxN", "{voltage}", "{", "}", "{}", "{{voltage}}", "$x_{$",
        "\\frac{1}{0}", "<script>", "a" * 5000, "é" * 3000,
    "\ud800", "\u202e", "/dev/zero", "file /dev/zero", "file .", "file /proc/self/mem",
        "2001-99-99", "1:59:59", "0x_", "~", "null", "%999999999d",
    "hold 1 V for 1 s;" * 2000, "at at at at at at " * 100, "hold" + " " * 20000 + "x",
        "4 x (4 x (4 x (1000 x (5 nm CoN))))", "(" * 3000,
    "999999999 x ( 5 nm CoN )", "pulses of -1 V at 1e308 Hz with a duty of 50 % for 1e308 s",
        "ramp to 3 V at 1e-320 V/s", "1e9 cycles 0 V to 1 V at 1 V/s",
    "99999999999999999999 pulses of 1 V, 1 s at 1 Hz", "rest 1e308 s; rest 1e308 s",
        "hold 1e308 V for 1 ns; ramp to -1e308 V at 1 V/s", "Co" + "0." + "9" * 400 + "N",
)  # fmt: skip
EXPRESSIONS = (
    "voltage > 0 [V]", "voltage < 0 [V]", "9**9**9**9 > 1", "'a'*1000000000 == 'a'",
        "[1]*1000000000 == [1]", "'%1000000000d' % 1 == 'a'", "material * 1000000000 == material",
    "round(5, -1000000000) > 1", "10**1000000000 > thickness", "((1<2)+(1<2))**((1<2)+9)**9 > 1",
        "thickness > 1 [s**(9**9**9)]", "-" * 900 + "1 > 0",
    "(" * 300 + "1" + ")" * 300 + " > 0", "1 < " * 200 + "2", "x_Mn / 0 > 1", "log(-1) > 0",
        "sqrt(-1) > 0", "exp(1e9) > 0", "max() > 0", "max(1) > 0", "min(material) == 'a'",
    "abs('a') > 0", "material in 'CoN'", "temperature in [1, 'a', [2]]", "not 1", "1 if 2 else 'a'",
        "thickness > 1 [nm] and temperature > 0 [K]", "lambda: 1", "().__class__",
    "__import__('os')", "1 is 1", "'\\d' == 1", "1()", "9" * 900 + " > 1", "1e999 > 1",
        "material % 2 == 1", "gate % temperature", "a.b", "x := 1", "\0", "é > 1", "\U0001d431 > 1",
        "None", "True",
    "(1, 2) > 1", "thickness**thickness > 1", "2**temperature > 1", "temperature % 0 == 1",
        "round(temperature, 0.5) > 1", "1e308 [km] > thickness", "-voltage**0.5 > 0 [V**0.5]",
)  # fmt: skip
SNIPPETS = (
    "a: &a [*a]\n",
    "? [a, b]\n: c\n",
    "<<: *missing\n",
    "<<: {kind: x}\n",
    "!!python/object:os.system x\n",
    "!!binary x: y\n",
    "- a\n",
    "\tkey: value\n",
    "---\n",
    "...\n",
    "%YAML 9.9\n",
    "key: !!timestamp nonsense\n",
    "key: !!int x\n",
    "key: !!float x\n",
    "key: !!set {a, b}\n",
    "key: !!omap [a: 1]\n",
    "key: !!binary '@'\n",
    "1: 2\n",
    "yes: no\n",
    "null: null\n",
    "? \n",
    "[" * 3000 + "\n",
    "{a: " * 200 + "1" + "}" * 200 + "\n",
    "a: " + "9" * 5000 + "\n",
    "a: " + "1:" * 2000 + "1\n",
    "a: 0b_\n",
    "a: 0o\n",
    "a: 1__\n",
    "a: .\n",
    "a: 2001-02-30 99:99:99\n",
    "=: =\n",
    "".join(f"b{k}: &b{k} [{', '.join([f'*b{k - 1}' if k else 'x'] * 9)}]\n" for k in range(10)),
    "".join(
        f"c{k}: &c{k} {{<<: [{', '.join([f'*c{k - 1}'] * 9)}], k{k}: 1}}\n"
        if k
        else "c0: &c0 {a: 1}\n"
        for k in range(10)
    ),
    "".join(f"key_{k}: 1\n" for k in range(3000)),
)
WAVEFORMS = (
    "time (s),voltage (V)\n0,0\n1,-2\n",
    "time (s);voltage (V)\n0;0\n1;-2\n",
    "time (s),voltage (V)\n0,0\n1,5,-5,0\n",
    "time (s),voltage (V)\n" + "0,0\n" * 5000,
    "\0",
    "",
    '"' * 200_000,
    "time (s),voltage (V)\n0,0\n1e308,1\n1e309,2\n",
    "time (s),voltage (V)\n0,0\n1e-320,1\n",
    "time (s),voltage (V)\n" + "".join(f"{k},{-k % 3}\n" for k in range(3000)),
)


Write = Callable[[int, Path], Path]
"""Writer of the file of a seed into a folder; it returns the path."""


@dataclass(frozen=True)
class Outcome:
    """Outcome of a study file."""

    seed: int
    ended: str  # "planned", "read", the name of an error, or "killed"
    fault: str  # empty, or the complaint about the outcome
    seconds: float = 0.0
    bytes: int = 0
    text: int = 0
    said: str = ""


def write_mutant(seed: int, folder: Path) -> Path:
    """Write the study file of a seed,
    and the waveform it may use, into a folder; return its path.
    """
    rng = random.Random(seed)
    text = rng.choice(SHIPPED).read_text(encoding="utf-8")
    (folder / "w.csv").write_text(rng.choice(WAVEFORMS), encoding="utf-8")
    kinds = (
        _with_other_values,
        _with_other_values,
        _with_other_lines,
        _with_other_numbers,
        _with_other_numbers,
    )
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        text = rng.choice(kinds)(rng, text)
    raw = text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.08:
        raw = _with_other_bytes(rng, raw)
    path = folder / "mutant.yaml"
    path.write_bytes(raw)
    return path


def _places(tree: Any, above: tuple = ()) -> Iterator[tuple]:
    inner = (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    )
    for key, value in inner:
        yield (*above, key)
        if len(above) < 12:
            yield from _places(value, (*above, key))


def _with_other_values(rng: random.Random, text: str) -> str:
    """Return a study with some values, keys or sections replaced."""
    if "&b0" in text or "&c0" in text:
        # Aliases upon aliases: only the tested reader terminates on them.
        return text
    try:
        tree = yaml.safe_load(text)
        places = list(_places(tree))
    except Exception:
        # An earlier mutation has made it unreadable.
        return text
    if not places:
        return text
    place = rng.choice(places)
    holder = tree
    for key in place[:-1]:
        holder = holder[key]
    _change(rng, tree, holder, place[-1], places)
    try:
        return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)
    except (yaml.YAMLError, RecursionError, ValueError):
        return text


def _change(rng: random.Random, tree: Any, holder: Any, key: Any, places: list[tuple]) -> None:
    old = holder[key]
    match rng.randrange(16):
        case 0:
            holder[key] = rng.choice(NUMBERS)
        case 1:
            holder[key] = f"{rng.choice(NUMBERS)} {rng.choice(UNITS)}"
        case 2:
            holder[key] = rng.choice(TEXTS)
        case 3 if isinstance(holder, dict):
            holder[rng.choice([f"{key}x", str(key)[1:], "", "x" * 3000, 7, None])] = holder.pop(key)
        case 4:
            del holder[key]
        case 5:
            holder[key] = [old] * rng.choice([0, 1, 2, 50, 2000])
        case 6:
            other = rng.choice(places)[-1]
            holder[key] = {other: old} if isinstance(other, str) else [[old]]
        case 7 | 8 if isinstance(tree, dict):
            tree["where"] = rng.sample(EXPRESSIONS, rng.randint(1, 3))
        case 9 if isinstance(tree, dict):
            tree["derived"] = {
                rng.choice(["voltage", "helper", "for", "thickness", "x"]): rng.choice(EXPRESSIONS)
            }
        case 10 if isinstance(tree, dict) and isinstance(tree.get("axes"), dict):
            unit = rng.choice(UNITS[:6])
            span = {
                "start": f"{rng.choice(NUMBERS)} {unit}",
                "stop": f"{rng.choice(NUMBERS)} {unit}",
                "num": rng.choice([2, 30, 100_000, 10**9]),
            }
            name = rng.choice([*map(str, tree["axes"]), "thickness", "temperature", "exit_barrier"])
            tree["axes"][name] = rng.choice([span, [span] * 50, span | {"spacing": "log"}])
        case 11 if isinstance(tree, dict):
            clauses = rng.choice(
                ["file w.csv", f"file w.csv; {rng.choice(TEXTS)}", rng.choice(TEXTS)]
            )
            tree["protocol"] = clauses
        case 12 if isinstance(tree, dict):
            tree["samples"] = {
                "method": rng.choice(["sobol", "latin_hypercube"]),
                "number": rng.choice([1, 7, 1_000_000]),
                "of": {
                    "temperature": {
                        "low": rng.choice(["1 K", "1e-300 K"]),
                        "high": rng.choice(["2 K", "1e308 K"]),
                        "spacing": rng.choice(["linear", "log"]),
                    }
                },
            }
        case 13 if isinstance(old, str):
            holder[key] = old.replace(*rng.choice([("V", "kV"), ("-", "--"), ("1", "1e308"),
                (" ", "  "), ("N", ""), ("for", "fur"), (";", ";;"),
                ("5", "5" * 200)]))  # fmt: skip
        case 14:
            first, second = rng.choice(places), rng.choice(places)
            holder[key] = _at(tree, first) if rng.random() < 0.5 else str(_at(tree, second))
        case _ if isinstance(old, bool | int | float):
            holder[key] = old * rng.choice([-1, 10, 1e6, 1e300]) if not isinstance(old, bool) else 7
        case _:
            holder[key] = rng.choice([None, [], {}, [[]], {"a": {"b": 1}}, True, 1.5])


def _at(tree: Any, place: tuple) -> Any:
    for key in place:
        try:
            tree = tree[key]
        except (LookupError, TypeError):
            return None
    return tree


def _with_other_numbers(rng: random.Random, text: str) -> str:
    """Return a study with one number replaced."""
    found = list(re.finditer(r"(?<![\w.])\d+(?:\.\d+)?", text))
    if not found:
        return text
    match = rng.choice(found)
    factor = rng.choice((0, -1, 0.5, 3, 1e-3, 1e3, 1e-9, 1e9, 1e30, 1e300))
    return f"{text[: match.start()]}{float(match[0]) * factor:g}{text[match.end() :]}"


def _with_other_lines(rng: random.Random, text: str) -> str:
    """Return a study with mangled lines."""
    lines = text.splitlines(keepends=True) or [""]
    at = rng.randrange(len(lines))
    match rng.randrange(7):
        case 0:
            lines.insert(at, rng.choice(SNIPPETS))
        case 1:
            lines.append(rng.choice(SNIPPETS))
        case 2:
            del lines[at]
        case 3:
            lines.insert(at, lines[at])
        case 4:
            lines[at] = " " * rng.randint(1, 5) + lines[at]
        case 5:
            lines = lines[:at]
        case _:
            other = rng.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
    return "".join(lines)


def _with_other_bytes(rng: random.Random, raw: bytes) -> bytes:
    found = bytearray(raw)
    for _ in range(rng.randint(1, 5)):
        if found:
            found[rng.randrange(len(found))] = rng.randrange(256)
    return bytes(found)


def judge(path: Path, seed: int, limits: Limits) -> Outcome:
    """Return the outcome of planning a study file."""
    from nmhts.errors import NmhtsError
    from nmhts.schema.combine import combinations
    from nmhts.schema.load import load_study
    from nmhts.study.plan import make_plan

    Path("/proc/self/clear_refs").write_text(
        "5", encoding="ascii"
    )  # the peak of memory from here on
    begin = time.process_time()
    films, text, fault = 0, "", ""
    try:
        config = load_study(path)
        films = sum(1 for _, _ in zip(range(MOST_PLANNED + 1), combinations(config), strict=False))
        ended = "read"
        if films <= MOST_PLANNED:
            make_plan(config, path.parent / "results")
            ended = "planned"
    except NmhtsError as error:
        ended, text, films = type(error).__name__, str(error), 0
    except Exception as error:
        ended, text = type(error).__name__, str(error)
        fault = f"{ended}: {text[:200]}"
    seconds = time.process_time() - begin
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.split("VmHWM:")[1].split()[0]) * 1024
    size = len(text.encode("utf-8", "surrogatepass"))
    if seconds > limits.seconds + limits.seconds_per_film * films:
        fault = fault or f"{seconds:.1f} CPU s ({ended}: {text[:200]})"
    if peak > MOST_BYTES:
        fault = fault or f"{peak / 2**20:.0f} MiB"
    if size > MOST_TEXT or any("\ud800" <= letter <= "\udfff" for letter in text):
        fault = fault or f"a message of {size} bytes"
    return Outcome(seed, ended, fault, seconds, peak, size, text[:MOST_TEXT])


def judge_all(
    first: int, count: int, write: Write = write_mutant, limits: Limits = COMMAND
) -> Iterator[Outcome]:
    """Yield the outcomes of many seeds.

    A process of its own judges, so that a file that hangs or fills memory is one outcome. The
    process is a new one and no fork: memory and threads of the parent must not matter.
    """
    folder = Path(tempfile.mkdtemp(prefix="nmhts-fuzz-"))
    child = None
    try:
        for seed in range(first, first + count):
            path = write(seed, folder)
            child = child or _new_judge(limits)
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(f"{seed} {path}\n")
            child.stdin.flush()
            if line := child.stdout.readline():
                yield Outcome(**json.loads(line))
                continue
            ended = child.wait()
            yield Outcome(
                seed,
                "killed",
                f"killed by signal {-ended}" if ended < 0 else f"the judge ended with {ended}",
            )
            _dismiss(child)
            child = None
    finally:
        if child:
            _dismiss(child)
        shutil.rmtree(folder, ignore_errors=True)


def _new_judge(limits: Limits) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        __file__,
        "--judge",
        str(limits.seconds),
        str(limits.seconds_per_film),
    ]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )


def _dismiss(child: subprocess.Popen[str]) -> None:
    with child:
        if child.stdin:
            child.stdin.close()


def _judge_what_comes(limits: Limits) -> None:
    """Judge the files that standard input names, one a line, and answer each with a line."""
    resource.setrlimit(resource.RLIMIT_DATA, (3 << 30, 3 << 30))
    # The parent reads answers only: all other output goes to standard error.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        seed, path = line.rstrip("\n").split(" ", 1)
        # Far above the limit: only a process that would never end is ended.
        signal.setitimer(signal.ITIMER_PROF, 15.0 * limits.seconds)
        outcome = judge(Path(path), int(seed), limits)
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        print(json.dumps(asdict(outcome)), file=answers, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0, help="seed of the first file")
    parser.add_argument("--count", type=int, default=10_000, help="number of files")
    parser.add_argument("--keep", type=Path, help="write the files at fault into this folder")
    parser.add_argument("--judge", type=float, nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.judge:
        _judge_what_comes(Limits(*given.judge))
        return 0
    ended: Counter[str] = Counter()
    slowest, largest, longest, faults = 0.0, 0, 0, 0
    for outcome in judge_all(given.first, given.count):
        ended[outcome.ended] += 1
        slowest, largest, longest = (
            max(slowest, outcome.seconds),
            max(largest, outcome.bytes),
            max(longest, outcome.text),
        )
        if outcome.fault:
            faults += 1
            print(f"seed {outcome.seed}: {outcome.fault}", flush=True)
            if given.keep:
                (folder := given.keep / str(outcome.seed)).mkdir(parents=True, exist_ok=True)
                write_mutant(outcome.seed, folder)
    print(", ".join(f"{count} {name}" for name, count in ended.most_common()))
    print(
        f"{faults} of {given.count} at fault; at most {slowest:.2f} CPU s, "
        f"{largest / 2**20:.0f} MiB, {longest} bytes of text"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
