// node frozen.mjs FOLDER LIBRARY: what the functions of the modules inside this interpreter do, as JSON.
import { interpreter } from "./interpreter.mjs";

const python = await interpreter(...process.argv.slice(2));
console.log(
  python.runPython(`
import _imp, json, marshal
FUNCTION = 1
CONSTANT = (lambda: "text").__code__.co_code[2]
def shown(one):
    return "code" if hasattr(one, "co_code") else sorted(map(repr, one)) if isinstance(one, frozenset) else repr(one)
def told(code):
    inner = [one for one in code.co_consts if hasattr(one, "co_code")]
    if code.co_flags & FUNCTION and code.co_name != "__annotate__":
        pairs = zip(code.co_code[::2], code.co_code[1::2])
        steps = [[what, shown(code.co_consts[more]) if what == CONSTANT else more] for what, more in pairs]
        yield [code.co_qualname, code.co_filename, code.co_firstlineno, steps, code.co_names, code.co_varnames,
            code.co_freevars, code.co_cellvars, list(code.co_exceptiontable)]
    for one in inner:
        yield from told(one)
found = {}
for name in _imp._frozen_module_names():
    data, _, origin = _imp.find_frozen(name, withdata=True)
    if origin and not name.startswith("__"):
        __import__(name)
        found[name] = list(told(marshal.loads(bytes(data))))
json.dumps(found)
`),
);
