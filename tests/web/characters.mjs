// node characters.mjs FOLDER LIBRARY: one line on all that this Python knows of every character, but for its name.
import { interpreter } from "./interpreter.mjs";

const python = await interpreter(...process.argv.slice(2));
console.log(
  python.runPython(`
import hashlib, unicodedata as u
total = hashlib.sha256()
for place in range(0x110000):
    one = chr(place)
    facts = [u.category(one), u.bidirectional(one), u.combining(one), u.decomposition(one), u.east_asian_width(one),
        u.mirrored(one), u.numeric(one, None), u.digit(one, None), u.decimal(one, None), one.upper(), one.lower(),
        one.casefold(), one.isprintable(), one.isidentifier()]
    if not 0xD800 <= place <= 0xDFFF:
        facts += [u.normalize(form, one) for form in ("NFC", "NFD", "NFKC", "NFKD")]
        facts += [u.normalize("NFC", "e" + one), u.is_normalized("NFC", one)]
    total.update(repr(facts).encode("utf-8", "surrogatepass"))
total.update(u.normalize("NFC", u.normalize("NFD", "".join(map(chr, range(0xAC00, 0xD7A4))))).encode())
total.hexdigest()
`),
);
