"""Compiles the modules that are part of the interpreter, for the build to put in the place of what is there.

`compile.mjs` calls `main` inside Pyodide. A pair of files a module: `NAME.old`, as it is in memory; `NAME.new`.
"""

import _imp
import marshal
import pathlib

import slim

TESTS = "__"
"""How the names of the modules begin that only Python's own tests import."""


def shorter(old, text):
    """The bytecode of a source under the name the old one has. Nobody asks these modules for their docstrings."""
    name = marshal.loads(old).co_filename
    return marshal.dumps(slim.flat(slim.reduced(text, name, docstrings=False)))


def main(source, target):
    """Write the pairs for all modules of which the library has the source."""
    for name in _imp._frozen_module_names():
        data, _, origin = _imp.find_frozen(name, withdata=True)
        file = pathlib.Path(source, *(origin or "").split(".")).with_suffix(".py")
        if name.startswith(TESTS) or not file.is_file():
            continue
        old = bytes(data)
        (pathlib.Path(target) / f"{name}.old").write_bytes(old)
        (pathlib.Path(target) / f"{name}.new").write_bytes(shorter(old, file.read_bytes()))
