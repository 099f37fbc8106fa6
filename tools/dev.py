"""`python -m tools.dev`: the app under this Python, in the browser, started again whenever a file of it changes.

Faster than the site (two seconds instead of ten) and with this Python's debugger. What is typed here is kept in
`build/dev`, apart from any real record. Here Flet's client is as Flet ships it, and asks another origin for a script of
Rive at each start; `tools/web` patches that away for everyone else.
"""

import argparse
import os
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
WATCHED = ("main.py", "app", "content")
KINDS = {".py", ".toml", ".po", ".mo"}
PAUSE = 0.5
"""Seconds between two looks at the files."""


def stamp(project: Path) -> dict[Path, int]:
    """Every watched file with the moment it was last changed, in nanoseconds."""
    roots = [project / name for name in WATCHED]
    files = [path for root in roots for path in ([root] if root.is_file() else root.rglob("*"))]
    found = {}
    for path in files:
        if path.suffix in KINDS:
            try:
                found[path] = path.stat().st_mtime_ns
            except FileNotFoundError:  # an editor replaced it this very moment
                continue
    return found


def changed(before: dict[Path, int], after: dict[Path, int]) -> list[Path]:
    """What came, went, or was written between two stamps."""
    return sorted(path for path in before | after if before.get(path) != after.get(path))


def surroundings(project: Path, port: int) -> dict[str, str]:
    """What Flet wants to know: serve on loopback, take nothing from elsewhere, keep the record in `build/dev`."""
    storage = project / "build" / "dev"
    storage.mkdir(parents=True, exist_ok=True)
    return os.environ | {
        "FLET_FORCE_WEB_SERVER": "true",
        "FLET_WEB_NO_CDN": "true",
        "FLET_SERVER_IP": "127.0.0.1",
        "FLET_SERVER_PORT": str(port),
        "FLET_APP_STORAGE_DATA": str(storage),
    }


def start(project: Path, port: int) -> "subprocess.Popen[bytes]":
    """The app as a process of its own."""
    return subprocess.Popen([sys.executable, "main.py"], cwd=project, env=surroundings(project, port))


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End it, and wait until it let go of the port and of the record."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def restarts(project: Path, port: int) -> Iterator[list[Path]]:
    """Run the app for ever; each time it was started again, what had changed. The first is empty."""
    before, process = stamp(project), start(project, port)
    try:
        yield []
        while True:
            time.sleep(PAUSE)
            after = stamp(project)
            if files := changed(before, after):
                stop(process)
                before, process = after, start(project, port)
                yield files
    finally:
        stop(process)


def answers(port: int, seconds: float = 20) -> bool:
    """Whether something listens on *port* before the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as one:
            one.settimeout(0.2)
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


def main() -> None:
    """Run until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tools.dev", description=__doc__)
    parser.add_argument("--port", type=int, default=8551)
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    options = parser.parse_args()
    if answers(options.port, 0.2):
        sys.exit(f"Port {options.port} is in use. Choose another: .venv/bin/python -m tools.dev --port N")
    address = f"http://localhost:{options.port}/"
    try:
        for files in restarts(ROOT, options.port):
            names = ", ".join(str(path.relative_to(ROOT)) for path in files[:3])
            print(
                f"{names} changed: started again." if files else f"Leuko is at {address} (Ctrl-C stops it)", flush=True
            )
            if not files and not options.no_browser and answers(options.port):
                webbrowser.open(address)
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
