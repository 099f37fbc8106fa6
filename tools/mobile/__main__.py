"""`python -m tools.mobile android|ios [--get] [--store] [--build-number N] [more for flet build]`."""

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tools import words
from tools.mobile import needs, product, wheels
from tools.mobile.plan import ROOT, arguments

TARGETS = {"android": "apk", "ios": "ios-simulator"}
STORE = {"android": "aab", "ios": "ipa"}


def checksums(folder: Path) -> str:
    """One line for each file of *folder*, as `sha256sum -c` reads it; also written to `SHA256SUMS` there."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "SHA256SUMS"]
    text = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n" for path in files)
    (folder / "SHA256SUMS").write_text(text, encoding="utf-8")
    return text


def build(target: str, more: list[str]) -> None:
    """Run `flet build`; end with a sentence when it fails."""
    command = [sys.executable, "-m", "tools.mobile.build", *arguments(target, *more)]
    environment = {**os.environ, "FLET_CLI_NO_RICH_OUTPUT": "1", "PYTHONUTF8": "1"}
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        sys.exit(f"flet build {target} did not succeed; what it said last is above.")


def main() -> None:
    """Check, build, and read what was built."""
    parser = argparse.ArgumentParser(prog="python -m tools.mobile")
    parser.add_argument("system", choices=sorted(TARGETS))
    parser.add_argument("--get", action="store_true", help="let Flet fetch Flutter, and for Android the SDK and a JDK")
    parser.add_argument("--store", action="store_true", help="what a store takes: aab, ipa")
    options, more = parser.parse_known_args()  # the rest is for flet build: --build-number, --ios-team-id, …
    tools, fetched = needs.here(), {"flutter", "sdk", "jdk"} if options.get else set()
    sentence = needs.missing(options.system, tools | fetched)
    if not sentence and fetched - tools:
        sentence = needs.out_of_reach()
    if sentence:
        sys.exit(sentence)
    wrong = wheels.faults(
        wheels.project(), wheels.table(), (ROOT / "requirements-web.lock").read_text(encoding="utf-8")
    )
    if wrong:
        sys.exit("\n".join(wrong))
    words.compile_all()
    target = (STORE if options.store else TARGETS)[options.system]
    build(target, more)
    wrong = product.faults(ROOT / "build", options.system)
    if wrong:
        sys.exit("It was built, but must not be given to anyone:\n" + "\n".join(wrong))
    print(f"Built, and read: build/{target}\n{checksums(ROOT / 'build' / target)}", end="")


if __name__ == "__main__":
    main()
