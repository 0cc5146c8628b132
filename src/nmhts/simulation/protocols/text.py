"""Voltage protocols in words: ``hold -10 V for 1 h; rest 30 min; hold +6 V for 5 min``.

::

    hold V for t                    constant voltage
    rest t                          0 V
    ramp V1 to V2 at R              linear sweep; also "ramp V1 to V2 in t", and "ramp to V2 ..."
                                    from the present voltage
    N pulses of V, w at f Hz        N pulses of width w at frequency f, 0 V between
    N pulses of V at f Hz with a duty of p
                                    the width as a share of the period, ``50 %`` or ``0.5``
                                    (100 %: no gap)
    pulses of V at f Hz with a duty of p for t
                                    as many whole periods as fit into t
    N cycles V1 to V2 at R          N times the triangle V1, V2, V1 at the rate R: cyclic
                                    voltammetry
    file PATH.csv                   columns time (s), voltage (V), from 0 s on: linear between rows;
                                    a repeated time is a jump

Clauses are separated by ``;`` or line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from nmhts.errors import ProtocolError, UnitError, clipped, nearest
from nmhts.simulation.protocols.waveform import Protocol, read_waveform
from nmhts.units import parse

MAX_PIECES = 200_000
MAX_CLAUSES = 10_000
LONGEST_CLAUSE = 500
"""Letters of a clause."""
FORMS = (
    "hold V for t",
    "rest t",
    "ramp V1 to V2 at R",
    "ramp V1 to V2 in t",
    "N pulses of V, w at f Hz",
    "N pulses of V at f Hz with a duty of p",
    "pulses of V at f Hz with a duty of p for t",
    "N cycles V1 to V2 at R",
    "file PATH.csv",
)
VERBS = ("hold", "rest", "ramp", "pulses", "cycles", "file")

Waveforms = dict[str, tuple[list[float], list[float]]]
"""Waveforms by the path a protocol gives them: times [s] and voltages [V]."""


RESOLUTION = 1e-12
"""Shortest piece of a protocol in units of the time at which it ends.

Below it the rounding of that time would show in the piece.
"""


def parse_protocol(
    text: str,
    folder: Path | None = None,
    waveforms: Waveforms | None = None,
    initial_voltage: float = 0.0,
) -> Protocol:
    """Return the :class:`Protocol` written in ``text``.

    Parameters: text; folder to which CSV paths are relative (else the working directory); waveforms
    already read: those in it are not read again, those read now are added; initial_voltage from
    which a first ``ramp to`` starts, V.
    Errors: ProtocolError naming the clause, what cannot be read in it and the forms allowed.
    """
    builder = _Builder(folder or Path(), {} if waveforms is None else waveforms, initial_voltage)
    clauses = [clause.strip() for clause in re.split(r"[;\n]", text) if clause.strip()]
    if len(clauses) > MAX_CLAUSES:
        raise ProtocolError(f"{len(clauses)} clauses (allowed: {MAX_CLAUSES})")
    if not clauses:
        raise ProtocolError(f"empty protocol (allowed: {'; '.join(FORMS)})")
    for number, clause in enumerate(clauses, 1):
        try:
            builder.add(clause)
        except (ProtocolError, UnitError) as error:
            raise ProtocolError(f"clause {number} {clipped(clause, 200)!r}: {error}") from error
        except (OverflowError, ZeroDivisionError) as error:
            raise ProtocolError(
                f"clause {number} {clause!r}: its numbers together are beyond all numbers"
            ) from error
        if len(builder.v_start) > MAX_PIECES:
            raise ProtocolError(
                f"clause {number} {clause!r}: more than {MAX_PIECES} pieces in one protocol"
            )
    return builder.protocol()


class _Builder:
    def __init__(self, folder: Path, waveforms: Waveforms, initial_voltage: float):
        self.folder = folder
        self.waveforms = waveforms
        self.initial_voltage = initial_voltage
        self.nodes = [0.0]
        self.v_start: list[float] = []
        self.v_end: list[float] = []
        self.clauses: list[tuple[str, float, float]] = []
        self.sweeps: list[int] = []

    def protocol(self) -> Protocol:
        return Protocol(
            tuple(self.nodes),
            tuple(self.v_start),
            tuple(self.v_end),
            tuple(self.clauses),
            tuple(self.sweeps),
        )

    def piece(self, duration: float, start: float, end: float) -> None:
        self.until(self.nodes[-1] + duration, start, end)

    def until(self, time: float, start: float, end: float) -> None:
        if time == float("inf"):
            raise OverflowError
        if time - self.nodes[-1] < RESOLUTION * time:
            raise ProtocolError(
                f"a piece of {time - self.nodes[-1]:.3g} s that ends at {time:g} s is shorter than "
                f"times are resolved there (allowed: from {RESOLUTION * time:.2g} s)"
            )
        self.nodes.append(time)
        self.v_start.append(start)
        self.v_end.append(end)

    def add(self, clause: str) -> None:
        begin = self.nodes[-1]
        if len(clause) > LONGEST_CLAUSE:
            raise ProtocolError(f"{len(clause)} letters (allowed: {LONGEST_CLAUSE} in a clause)")
        for pattern, act in _GRAMMAR:
            match = pattern.fullmatch(clause)
            if match is not None:
                self.sweeps.append(2 * int(match["N"]) if act is _Builder.cycles else 0)
                act(self, match)
                self.clauses.append((clause, begin, self.nodes[-1]))
                return
        raise ProtocolError(_unreadable(clause))

    def hold(self, match: re.Match[str]) -> None:
        voltage = parse(match["V"], "V")
        self.piece(_positive(match["t"]), voltage, voltage)

    def rest(self, match: re.Match[str]) -> None:
        self.piece(_positive(match["t"]), 0.0, 0.0)

    def ramp(self, match: re.Match[str]) -> None:
        end = parse(match["V2"], "V")
        if match["V1"]:
            start = parse(match["V1"], "V")
        elif self.v_end:
            start = self.v_end[-1]
        else:
            start = self.initial_voltage
        if match["t"]:
            duration = _positive(match["t"])
        else:
            rate = abs(parse(match["R"], "V/s"))
            if rate == 0 or start == end:
                raise ProtocolError("a ramp at a rate needs a rate and two different voltages")
            duration = abs(end - start) / rate
        self.piece(duration, start, end)

    def pulses(self, match: re.Match[str]) -> None:
        voltage, width = parse(match["V"], "V"), _positive(match["w"])
        period = 1.0 / _positive(match["f"], "Hz")
        if width > period * (1 + 1e-9):
            raise ProtocolError(
                f"a pulse of {match['w'].strip()} does not fit into the period of {period:.6g} s"
            )
        self.train(int(match["N"]), voltage, width, period)

    def duty(self, match: re.Match[str]) -> None:
        voltage, period = parse(match["V"], "V"), 1.0 / _positive(match["f"], "Hz")
        width = _share(match["p"]) * period
        if match["N"]:
            count = int(match["N"])
        else:
            # Rounding must not cost a length of a whole number of periods its last one.
            count = int(_positive(match["t"]) / period * (1 + 1e-9))
            if count < 1:
                raise ProtocolError(
                    f"{match['t'].strip()} is shorter than one period of {period:.6g} s"
                )
        self.train(count, voltage, width, period)

    def train(self, count: int, voltage: float, width: float, period: float) -> None:
        if count < 1:
            raise ProtocolError("at least one pulse is needed")
        if 2 * count > MAX_PIECES:
            raise ProtocolError(f"{count} pulses are too many for one protocol")
        begin = self.nodes[-1]
        gapless = width > period * (1 - 1e-9)
        for k in range(count):
            # Times by multiplication, not by summation, so that a long train does not drift.
            self.until(begin + k * period + width, voltage, voltage)
            if not gapless:
                self.until(begin + (k + 1) * period, 0.0, 0.0)

    def cycles(self, match: re.Match[str]) -> None:
        count = int(match["N"])
        start, turn = parse(match["V1"], "V"), parse(match["V2"], "V")
        rate = abs(parse(match["R"], "V/s"))
        if count < 1:
            raise ProtocolError("at least one cycle is needed")
        if 2 * count > MAX_PIECES:
            raise ProtocolError(f"{count} cycles are too many for one protocol")
        if rate == 0 or start == turn:
            raise ProtocolError("cycles need a rate and two different voltages")
        begin, sweep = self.nodes[-1], abs(turn - start) / rate
        for k in range(2 * count):
            ends = (start, turn) if k % 2 == 0 else (turn, start)
            self.until(begin + (k + 1) * sweep, *ends)

    def table(self, match: re.Match[str]) -> None:
        path = match["path"].strip().strip("'\"")
        if path not in self.waveforms:
            self.waveforms[path] = read_waveform(self.folder / path)
        times, volts = self.waveforms[path]
        begin = self.nodes[-1]
        for i in range(len(times) - 1):
            if times[i + 1] > times[i]:
                # Count from the begin of the clause, not by summation: a short pulse late in the
                # file keeps its place.
                self.until(begin + times[i + 1], volts[i], volts[i + 1])


def _unreadable(clause: str) -> str:
    """Return the message for an unreadable clause: the forms of its verb, or else all forms."""
    words = clause.casefold().split()
    for verb in VERBS:
        if any(word in (verb, verb.removesuffix("s")) for word in words[:2]):
            forms = [form for form in FORMS if verb in form.split()]
            return f"cannot be read (expected: {'; '.join(forms)})"
    verb = next((word for word in words if word[0].isalpha()), words[0])
    return f"cannot be read{nearest(verb, VERBS)} (allowed: {'; '.join(FORMS)})"


def _positive(text: str, unit: str = "s") -> float:
    value = parse(text, unit)
    if not 0 < value < float("inf"):
        raise ProtocolError(f"{text.strip()!r} must be positive")
    return value


_DUTY = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(%?)", re.IGNORECASE)


def _share(text: str) -> float:
    """Return a duty, a percentage or a bare share of the period, as a share above 0 and up to 1."""
    match = _DUTY.fullmatch(text.strip())
    if match is None:
        raise ProtocolError(f"duty {text.strip()!r} (expected e.g. '50 %' or '0.5')")
    duty = float(match[1]) * (0.01 if match[2] else 1.0)
    if not 0 < duty <= 1:
        hint = f"; did you mean '{match[1]} %'?" if not match[2] and 1 < duty <= 100 else ""
        raise ProtocolError(
            f"duty {text.strip()!r}{hint} (allowed: above 0 % and up to 100 %, or as a share up to "
            "1)"
        )
    return duty


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, flags=re.IGNORECASE)


_GRAMMAR: tuple[tuple[re.Pattern[str], Callable[[_Builder, re.Match[str]], None]], ...] = (
    (_compiled(r"hold\s+(?P<V>\S.*?)\s+for\s+(?P<t>\S.*)"), _Builder.hold),
    (_compiled(r"rest\s+(?:for\s+)?(?P<t>\S.*)"), _Builder.rest),
    (
        _compiled(
            r"ramp\s+(?P<V1>\S.*?\s+)?to\s+(?P<V2>\S.*?)\s+(?:at\s+(?P<R>\S.*)|in\s+(?P<t>\S.*))"
        ),
        _Builder.ramp,
    ),
    (
        _compiled(
            r"(?P<N>\d{1,18})\s+pulses?\s+of\s+(?P<V>[^,]+),\s*(?P<w>\S.*?)\s+at\s+(?P<f>\S.*)"
        ),
        _Builder.pulses,
    ),
    (
        _compiled(
            r"(?P<N>\d{1,18})\s+pulses?\s+of\s+(?P<V>[^,]+?)\s+at\s+(?P<f>\S.*?)\s+"
            r"with\s+a\s+duty\s+of\s+(?P<p>[^,]*?)(?P<t>)"
        ),
        _Builder.duty,
    ),
    (
        _compiled(
            r"(?P<N>)pulses\s+of\s+(?P<V>[^,]+?)\s+at\s+(?P<f>\S.*?)\s+"
            r"with\s+a\s+duty\s+of\s+(?P<p>[^,]*?)\s+for\s+(?P<t>\S.*)"
        ),
        _Builder.duty,
    ),
    (
        _compiled(
            r"(?P<N>\d{1,18})\s+cycles?\s+(?P<V1>\S.*?)\s+to\s+(?P<V2>\S.*?)\s+at\s+(?P<R>\S.*)"
        ),
        _Builder.cycles,
    ),
    (_compiled(r"file\s+(?P<path>\S.*)"), _Builder.table),
)
