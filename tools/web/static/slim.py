"""Compiles Python for the browser, with the Python that runs there. `compile.mjs` calls `main` inside Pyodide.

It loses what only people read: docstrings, annotations of functions, overloads, columns. `slim` is for code that is not
ours, and loses the lines inside functions too: a traceback shows where the function begins.
"""

import ast
import importlib.util
import json
import marshal
import pathlib
import sys
import types

HEADER = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)  # checked by hash: that is, never
READERS = ("register", "singledispatch", "computed_field", "validate_call")
"""Decorators that read annotations."""

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def last_name(node):
    """`overload` of `@overload`, `@typing.overload` and `@overload(…)`."""
    node = node.func if isinstance(node, ast.Call) else node
    return getattr(node, "attr", getattr(node, "id", ""))


def without_docstrings(tree):
    """Functions and modules lose theirs. A class keeps one character: a dataclass without any computes a signature."""
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Module, ast.ClassDef, *FUNCTIONS)) or not node.body:
            continue
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            if isinstance(node, ast.ClassDef):
                first.value.value = "."
            elif len(node.body) > 1:
                del node.body[0]
            else:
                node.body[0] = ast.copy_location(ast.Pass(), first)
    return tree


class Slimmer(ast.NodeTransformer):
    """Takes out what never runs, and the annotations of functions. Those of classes make fields, and stay."""

    def generic_visit(self, node):
        """Visit, with bodies that have lost overloads and what only type checkers read."""
        for field in ("body", "orelse"):
            body = getattr(node, field, None)
            if isinstance(body, list) and body:
                kept = [one for one in body if not self.unused(one)]
                setattr(node, field, kept or ([ast.Pass()] if field == "body" else []))
        return super().generic_visit(node)

    @staticmethod
    def unused(node):
        """Whether a statement does nothing when the program runs."""
        if isinstance(node, FUNCTIONS):
            return any(last_name(decorator) == "overload" for decorator in node.decorator_list)
        return isinstance(node, ast.If) and not node.orelse and last_name(node.test) == "TYPE_CHECKING"

    def visit_FunctionDef(self, node):
        """Drop annotations, but where a decorator reads them (single dispatch)."""
        self.generic_visit(node)
        if not any(last_name(decorator) in READERS for decorator in node.decorator_list):
            node.returns = None
            arguments = node.args
            for one in (
                *arguments.posonlyargs,
                *arguments.args,
                *arguments.kwonlyargs,
                arguments.vararg,
                arguments.kwarg,
            ):
                if one:
                    one.annotation = None
        return node

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - the name of the library


def flat(code):
    """The code with every instruction on the line where its function begins: the line table packs to nothing."""
    left, table = len(code.co_code) // 2, bytearray()
    while left > 0:
        length = min(8, left)
        table += bytes([0x80 | (13 << 3) | (length - 1), 0])  # code 13: no columns, and a line difference of 0
        left -= length
    constants = tuple(flat(one) if isinstance(one, types.CodeType) else one for one in code.co_consts)
    return code.replace(co_linetable=bytes(table), co_consts=constants)


def lines_only(code):
    """The code with the line of each instruction, without columns, which only underline a part of a line."""
    table, line = bytearray(), code.co_firstlineno
    for start, end, at in code.co_lines():
        for left in range((end - start) // 2, 0, -8):
            length = min(8, left)
            if at is None:
                table.append(0x80 | (15 << 3) | (length - 1))
                continue
            table.append(0x80 | (13 << 3) | (length - 1))
            table += zigzag(at - line)
            line = at
    constants = tuple(lines_only(one) if isinstance(one, types.CodeType) else one for one in code.co_consts)
    return code.replace(co_linetable=bytes(table), co_consts=constants)


def zigzag(value):
    """A signed number as Python's line tables write it: the sign last, six bits a byte."""
    value = (-value << 1) | 1 if value < 0 else value << 1
    out = bytearray()
    while value > 0x3F:
        out.append(0x40 | (value & 0x3F))
        value >>= 6
    return bytes([*out, value])


def module_names(nodes, package):
    """The modules that these statements import, absolute."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found.add(module)
            found.update(f"{module}.{alias.name}" for alias in node.names)
    return sorted(found)


def at_top(body):
    """The statements that run whenever the module is imported. What stands in a try or an if may be missing."""
    for node in body:
        yield from at_top(node.body) if isinstance(node, ast.ClassDef) else [node]


def reduced(text, name, docstrings):
    """The code of a source, without what only people read."""
    tree = ast.parse(text, name)
    if not docstrings:
        tree = without_docstrings(tree)
    tree = ast.fix_missing_locations(Slimmer().visit(tree))
    return compile(tree, name, "exec", dont_inherit=True)


def compiled(path, name, slim):
    """The bytecode of one file, what it imports at its top, and what it imports anywhere."""
    text = path.read_bytes()
    tree = ast.parse(text, name)
    package = name.split("/")[:-1]
    top, anywhere = module_names(at_top(tree.body), package), module_names(ast.walk(tree), package)
    code = reduced(text, name, docstrings=b"__doc__" in text)
    return HEADER + marshal.dumps(flat(code) if slim else lines_only(code)), top, anywhere


def main(source, target, slim):
    """Compile a folder into another, and write down who imports whom."""
    tops, anywheres = {}, {}
    for path in sorted(pathlib.Path(source).rglob("*.py")):
        name = str(path.relative_to(source))
        code, tops[name], anywheres[name] = compiled(path, name, slim)
        out = pathlib.Path(target) / f"{name}c"
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(code)
    facts = {
        "python": sys.version.split()[0],
        "builtin": sorted(sys.builtin_module_names),
        "top": tops,
        "anywhere": anywheres,
    }
    (pathlib.Path(target) / "imports.json").write_text(json.dumps(facts))
