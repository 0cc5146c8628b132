"""Statements of a TDB file: keyword, body and line.

Comments start with ``$``, statements end with ``!``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from nmhts.errors import DatabaseError, nearest
from nmhts.materials.tdb.names import abbreviates

KEYWORDS = {
    "ELEMENT": "data",
    "SPECIES": "data",
    "FUNCTION": "data",
    "TYPE_DEFINITION": "data",
    "PHASE": "data",
    "CONSTITUENT": "data",
    "ADD_CONSTITUENT": "data",
    "PARAMETER": "data",
    "TEMPERATURE_LIMITS": "data",
    "DISORDERED_PART": "data",
    "LIST_OF_REFERENCES": "text",
    "ADD_REFERENCES": "text",
    "BIBLIOGRAPHY": "text",
    "DATABASE_INFORMATION": "idle",
    "VERSION_DATE": "idle",
    "VERSION_DATA": "idle",
    "REFERENCE_FILE": "idle",
    "ASSESSED_SYSTEMS": "idle",
    "DEFINE_SYSTEM_DEFAULT": "idle",
    "DEFAULT_COMMAND": "idle",
    "FTP_FILE": "idle",
    "OPTIONS": "idle",
    "ZEROVOLUME_SPECIES": "idle",
    "DIFFUSION": "counted",
    "TABLE": "counted",
}
"""Statements: ``data`` is read, ``text`` is quoted, ``idle`` has no effect on energies, ``counted``
is no energy and gets a remark."""

_SHAPES = {
    "ELEMENT": r"\s+(?:[A-Z]{1,2}|/-)\s+\S+\s+[\d.]",
    "SPECIES": r"\s+\S+\s+[A-Z][A-Z0-9./+-]*\s*$",
    "FUNCTION": r"\s+\w+\s+[\d.,+-]",
    "TYPE_DEFINITION": r"\s+\S\s+(?:SEQ|GES|IF\b)",
    "PHASE": r"\s+\S+\s+\S+\s+\d",
    "CONSTITUENT": r"\s+[^:]+:.*:",
    "PARAMETER": r"\s+\w+\(",
}
"""Patterns after the keyword of a statement that starts at an unexpected position, where prose may
start with the same word."""
_WORD = re.compile(r"[A-Za-z][A-Za-z_-]*")
_CLOSED = re.compile(r"(?<!\S)'.*?'(?=\s|!|$)")
_OPEN = re.compile(r"(?<!\S)'(?!.*'(?:\s|!|$))")
_CLOSES = re.compile(r".*?'(?=\s|!|$)")
_LONGEST = 5  # largest number of lines of a quotation
_MOST_QUOTES = (
    100  # in a line: longer texts are no prose, and patterns would be tried from every position
)
_MARK = "\0"  # replaces a quoted exclamation mark; no TDB file contains it


class Statement(NamedTuple):
    """Statement: its full keyword, its body, and the line in which it starts."""

    keyword: str
    body: str
    line: int


class Chunk(NamedTuple):
    """Text up to an exclamation mark, its first line, and whether the mark is present."""

    text: str
    line: int
    ended: bool


def keyword_of(word: str) -> str | None:
    """Return the keyword that a word, in upper case, stands for; None if there is none.

    Three letters suffice.
    """
    if word in KEYWORDS:
        return word
    if len(word) < 3:
        return None
    return next((name for name in KEYWORDS if abbreviates(word, name)), None)


def _start(text: str) -> tuple[str, str]:
    """Return the first word of a text in upper case, and the rest."""
    found = _WORD.match(text)
    return (found[0].upper(), text[found.end() :]) if found else ("", text)


def _is_statement(text: str) -> bool:
    """Return whether a text at an unexpected position is a statement, by keyword and pattern."""
    word, rest = _start(text.strip())
    shape = _SHAPES.get(keyword_of(word) or "")
    return shape is not None and re.match(shape, rest.upper()) is not None


def _is_quoted(text: str) -> bool:
    """Return whether a text is a statement with quotations: references, or a description."""
    return KEYWORDS.get(keyword_of(_start(text.strip())[0]) or "") in ("text", "idle")


def _hide_quoted(line: str, following: list[str]) -> str:
    """Return a line of a statement with quotations, with its quoted exclamation marks hidden.

    A quotation may continue if it ends in one of the lines following, before another mark.
    """
    if line.count("'") > _MOST_QUOTES:
        return line
    line = _CLOSED.sub(lambda found: found[0].replace("!", _MARK), line)
    opened = _OPEN.search(line)
    if opened and "!" in line[opened.start() :]:
        for more in following:
            closed = _CLOSES.match(more)
            if "!" in (closed[0] if closed else more):
                break
            if closed:
                return line[: opened.start()] + line[opened.start() :].replace("!", _MARK)
    return line


def _chunks(text: str) -> list[Chunk]:
    """Return the text between exclamation marks, without comments.

    Text after a mark on the same line is a comment, as in other programs, unless it is a statement.
    """
    chunks: list[Chunk] = []
    held: list[str] = []
    first, empty, quotes = 0, True, False
    lines = text.splitlines()
    for number, full in enumerate(lines, 1):
        line = full.partition("$")[0].replace("\x1a", "").replace("\t", " ")
        if empty:
            quotes = _is_quoted(line)
        if quotes:
            line = _hide_quoted(line, lines[number : number + _LONGEST])
        *ended, rest = line.split("!")
        for index, part in enumerate(ended):
            if index and not _is_statement(part):
                continue
            if empty:
                held, first = [], number
            chunks.append(Chunk("\n".join([*held, part]).replace(_MARK, "!"), first, True))
            held, empty = [], True
        if ended and not _is_statement(rest):
            continue
        if rest.strip() and empty:
            held, first, empty = [], number, False
        held.append(rest)
    if not empty:
        chunks.append(Chunk("\n".join(held).replace(_MARK, "!"), first, False))
    return chunks


def _within_quotation(lines: list[str]) -> set[int]:
    """Return which lines of a statement begin within a quotation that ends."""
    found: set[int] = set()
    if max(line.count("'") for line in lines) > _MOST_QUOTES:
        return found
    opened = False
    closings = [index for index, line in enumerate(lines) if _CLOSES.match(line)]
    last = closings[-1] if closings else -1
    for index, line in enumerate(lines):
        rest = line
        if opened and index <= last:
            found.add(index)
            closed = _CLOSES.match(line)
            if not closed:
                continue
            rest = line[closed.end() :]
        opened = _OPEN.search(_CLOSED.sub("", rest)) is not None
    return found


def _split_unended(chunk: Chunk) -> list[Chunk]:
    """Return a chunk split at lines that start another statement because a mark is missing."""
    lines = chunk.text.split("\n")
    cuts = [0, *(index for index, line in enumerate(lines) if index and _is_statement(line))]
    if len(cuts) > 1 and _is_quoted(chunk.text):
        quoted = _within_quotation(lines)
        cuts = [index for index in cuts if index not in quoted]
    parts = []
    for start, stop in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        last = stop == len(lines)
        parts.append(Chunk("\n".join(lines[start:stop]), chunk.line + start, chunk.ended and last))
    return parts


def split(text: str, problems: list[str], remarks: list[str]) -> list[Statement]:
    """Return the statements of a TDB text.

    Problems are appended to ``problems``, corrections to ``remarks``, each with its line.
    """
    statements = []
    parts = [part for chunk in _chunks(text) for part in _split_unended(chunk)]
    for index, (raw, line, ended) in enumerate(parts):
        body = raw.strip()
        if not body:
            continue
        word, rest = _start(body)
        name = keyword_of(word)
        shown = word or body.split()[0][:30]
        if name is None:
            problems.append(
                f"line {line}: unknown statement {shown!r}{nearest(shown, KEYWORDS)}"
                " (a comment starts with '$')"
            )
            continue
        if not ended and index == len(parts) - 1 and KEYWORDS[name] != "data":
            # Any lost part of it is no energy.
            remarks.append(f"line {line}: {name} without '!' was read up to the end of the file")
        elif not ended and index == len(parts) - 1:
            problems.append(f"line {line}: {name} is not ended by '!': the file is cut off")
            continue
        elif not ended:
            remarks.append(f"line {line}: {name} without '!' was read up to the next statement")
        statements.append(Statement(name, rest.strip(), line))
    return statements


def check_kind(name: str, raw: bytes) -> str:
    """Return the text of a TDB file.

    Errors: DatabaseError for an empty file, a binary one, HTML, YAML.
    """
    if not raw.strip():
        raise DatabaseError(f"{name}: no TDB file: it is empty")
    if b"\0" in raw:
        raise DatabaseError(f"{name}: no TDB file: it is binary")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    if re.match(r"\s*(<!doctype|<html|<\?xml)", text, re.IGNORECASE):
        raise DatabaseError(f"{name}: no TDB file: it is HTML or XML (download the file itself)")
    words = {keyword_of(_start(chunk.text.strip())[0]) for chunk in _chunks(text)}
    if not words & set(_SHAPES):
        raise DatabaseError(
            f"{name}: no TDB file: no statement like ELEMENT, FUNCTION, PHASE or PARAMETER, ended "
            "by '!'"
        )
    return text
