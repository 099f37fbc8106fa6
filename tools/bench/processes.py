"""The processes of one browser: how much memory they share out among them, and a slower processor for all of them.

Devtools slow down a page's own thread only, and Python runs in a worker; so all processes are stopped for most of each
40 ms, which holds for page, workers, compilers and painting alike. Linux only.
"""

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PERIOD, LOOK = 0.040, 0.5
PSS = re.compile(r"^Pss:\s+(\d+) kB", re.M)


def of_profile(profile: Path) -> list[int]:
    """The process ids of the browser that runs on *profile*, the first of them its root."""
    parents: dict[int, int] = {}
    roots = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            pid = int(entry.name)
            parents[pid] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            words = (entry / "cmdline").read_bytes().split(b"\0")
            if f"--user-data-dir={profile}".encode() in words and not any(w.startswith(b"--type=") for w in words):
                roots.append(pid)
    family = list(roots)
    for pid in family:
        family += [child for child, parent in parents.items() if parent == pid and child not in family]
    return family


def memory(pids: list[int]) -> float:
    """Megabytes of them together, pages they share counted once."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            found = PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
            total += int(found[1]) if found else 0
    return total / 1024


class Watch:
    """What a `watching` block saw."""

    peak = 0.0


@contextmanager
def watching(profile: Path, slower: int = 1) -> Iterator[Watch]:
    """Watch the memory of the browser on *profile*, and give it one part in *slower* of the processor."""
    seen, stop = Watch(), threading.Event()
    family = of_profile(profile)

    def look() -> None:
        while not stop.wait(LOOK):
            family[:] = of_profile(profile)
            seen.peak = max(seen.peak, memory(family))

    def brake() -> None:
        while not stop.is_set():
            began = time.monotonic()
            time.sleep(PERIOD / slower)
            ran = time.monotonic() - began
            _send(family, signal.SIGSTOP)
            stop.wait(ran * (slower - 1))
            _send(family, signal.SIGCONT)

    threads = [threading.Thread(target=work, daemon=True) for work in ([look, brake] if slower > 1 else [look])]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        _send(family, signal.SIGCONT)


def _send(family: list[int], what: signal.Signals) -> None:
    for pid in list(family):
        with suppress(ProcessLookupError):
            os.kill(pid, what)
