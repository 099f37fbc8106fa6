"""`python -m tools.oracles`: install the FHIR validators, once."""

import subprocess
import sys
from pathlib import Path

from tools.oracles import HERE, installed


def main() -> int:
    """Install what the lock file names; 0 when everything is there."""
    if installed():
        return 0
    print("Fetching the FHIR validators (once, about 100 MB on disk) …", flush=True)
    npm = Path(sys.executable).parent / "npm"
    done = subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=False)
    if done.returncode or not installed():
        print("The FHIR validators could not be fetched; their tests will be skipped, saying so.")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
