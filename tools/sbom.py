"""The bill of materials of what ships: `python -m tools.sbom web|android|ios > file` (CycloneDX 1.6, JSON).

For the web it is the list that the build installs, hash by hash; for a phone it is what a build collected. No clock and
no chance: the same materials give the same bytes.
"""

import argparse
import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

import flet.version

import app

ROOT = Path(__file__).parent.parent
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+) --hash=sha256:([0-9a-f]{64})", re.M)


def package(name: str, version: str, digest: str = "") -> dict[str, Any]:
    """One Python package as a component."""
    purl = f"pkg:pypi/{name}@{version}"
    one = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    spoken = _licence(name)
    if digest:
        one |= {"hashes": [{"alg": "SHA-256", "content": digest}]}
    return one | ({"licenses": [{"license": {"name": spoken}}]} if spoken else {})


def _licence(name: str) -> str:
    """What the installed package says its licence is, in a line."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    classified = [one.split(" :: ")[-1] for one in said.get_all("Classifier") or [] if one.startswith("License ::")]
    text = said.get("License-Expression") or said.get("License") or ""
    return text if text and "\n" not in text and len(text) < 60 else ", ".join(classified)


def runtimes(system: str) -> list[dict[str, Any]]:
    """What is no Python package: the interpreter, the client, and the fonts."""
    python = json.loads((ROOT / "tools/mobile/python.json").read_text(encoding="utf-8"))["pythons"]["3.14"]
    flutter = {"type": "framework", "name": "Flutter", "version": flet.version.flutter_version}
    fonts = {"type": "file", "name": "Noto Sans, Noto Sans Arabic", "licenses": [{"license": {"id": "OFL-1.1"}}]}
    interpreter = {"type": "platform", "name": "CPython", "version": python["full_version"]}
    pyodide = {"type": "platform", "name": "Pyodide", "version": python["pyodide_version"]}
    browser = [pyodide, reader()] if system == "web" else []
    return [flutter, fonts, interpreter, *browser]


def reader() -> dict[str, Any]:
    """What reads QR codes from pictures in the browser."""
    pinned = json.loads((ROOT / "tools/web/scanner/package.json").read_text(encoding="utf-8"))
    version = pinned["dependencies"]["qr"]
    return {
        "type": "library", "name": "qr", "version": version, "purl": f"pkg:npm/qr@{version}",
        "licenses": [{"license": {"id": "MIT"}}],
    }  # fmt: skip


def bill(system: str, packages: list[dict[str, Any]]) -> dict[str, Any]:
    """The whole document."""
    own = {
        "type": "application",
        "bom-ref": "leuko",
        "name": f"Leukopenia Companion ({system})",
        "version": app.__version__,
        "licenses": [{"license": {"id": "MIT"}}],
    }
    depends = [{"ref": "leuko", "dependsOn": [one["bom-ref"] for one in packages]}]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": [*packages, *runtimes(system)],
        "dependencies": depends,
    }


def of_web(lock: str) -> list[dict[str, Any]]:
    """The packages of `requirements-web.lock`."""
    return [package(*found) for found in PINNED.findall(lock)]


def of_phone(site_packages: Path) -> list[dict[str, Any]]:
    """The packages that a phone build collected, each once."""
    names = sorted({path.name.removesuffix(".dist-info") for path in site_packages.glob("*/*.dist-info")})
    return [package(name.replace("_", "-").lower(), version) for name, version in (one.rsplit("-", 1) for one in names)]


def main() -> None:
    """Print the bill of one system."""
    parser = argparse.ArgumentParser(prog="python -m tools.sbom")
    parser.add_argument("system", choices=["web", "android", "ios"])
    system = parser.parse_args().system
    if system == "web":
        packages = of_web((ROOT / "requirements-web.lock").read_text(encoding="utf-8"))
    else:
        packages = of_phone(ROOT / "build" / "site-packages")
    if not packages:
        sys.exit(f"Nothing was built for {system} yet: make {system}")
    print(json.dumps(bill(system, packages), indent=1))


if __name__ == "__main__":
    main()
