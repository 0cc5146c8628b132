"""Toy studies: capacitors that lose their voltage through a leak."""

from __future__ import annotations

SOURCES = {None: "nmhts.kinds.leak.law"}
