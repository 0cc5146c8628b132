"""Stop of a process in the middle of a commit, for tests of the remains of a kill.

Every commit of nmhts and of Zarr's local store is a rename. A process whose environment names a
pattern stops just before the first rename onto a matching path, signals it by a flag file, and
waits to be killed.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

_PATTERN = os.environ.get("NMHTS_TEST_PAUSE")
_FLAG = os.environ.get("NMHTS_TEST_PAUSE_FLAG")
_LONGEST = 120  # seconds: a forgotten process then ends

if _PATTERN and _FLAG:
    _replace = os.replace

    def replace(src, dst, pattern=re.compile(_PATTERN), flag=Path(_FLAG), **options):
        if pattern.search(str(dst)):
            flag.write_text(str(os.getpid()), encoding="utf-8")
            time.sleep(_LONGEST)
        return _replace(src, dst, **options)

    os.replace = replace
