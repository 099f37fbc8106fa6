"""Make `.venv` from `requirements.lock`. Runs on the machine's own Python: the standard library and nothing else."""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOME = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"


def main() -> None:
    """Create the environment and install exactly what the lock file names, hash by hash."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs on whatever Python the machine has
        sys.exit(f"Leuko needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make PYTHON=python3.13")
    python = HOME / "bin" / "python"
    if not python.exists():
        print("Making the Python environment in .venv …", flush=True)
        try:
            venv.create(HOME, with_pip=True)
        except subprocess.CalledProcessError:
            sys.exit("This Python cannot make environments. On Debian and Ubuntu: apt-get install python3-venv")
    print("Installing what requirements.lock names (a few minutes the first time) …", flush=True)
    install = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
    ]
    done = subprocess.run([*install, "-r", str(LOCK)], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit("The packages could not be installed. Is the network there? Run the same command again to go on.")
    (HOME / ".ready").touch()


if __name__ == "__main__":
    main()
