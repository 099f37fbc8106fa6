"""What Python is told before the app starts: where its packages are, and what comes late or never."""

import codecs
import importlib.machinery
import importlib.util
import pathlib
import sys
import unicodedata

HOME, LIBRARY = "/home/pyodide", "/lib"
EXTENSIONS = __EXTENSIONS__  # noqa: F821 - the build writes these four
LATE_NAMES = __LATE_NAMES__  # noqa: F821
LATE_FILES = __LATE_FILES__  # noqa: F821
REMOVED = __REMOVED__  # noqa: F821


class Finder:
    """Finds compiled modules, files of their own, and fetches packages wanted only for sharing."""

    late_is_here = False

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        """The place of a module that is not where Python looks by itself."""
        if name in REMOVED:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        if name in EXTENSIONS:
            file = f"{LIBRARY}/{name}.so"
            loader = importlib.machinery.ExtensionFileLoader(name, file)
            return importlib.util.spec_from_file_location(name, file, loader=loader)
        if name in LATE_NAMES and not cls.late_is_here:
            cls.fetch_late()
            return importlib.machinery.PathFinder.find_spec(name, path)
        return None

    @classmethod
    def fetch_late(cls):
        """Write the late packages and the faces a PDF embeds where Python finds them."""
        import js

        for place, url in LATE_FILES.items():
            file = pathlib.Path(place)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(js.fetchNow(url).to_bytes())
        cls.late_is_here = True
        sys.path.append(f"{LIBRARY}/late.zip")
        importlib.invalidate_caches()


def no_kanji(text, errors="strict"):
    """Refuse, as Shift JIS refuses what it cannot write: a QR code then holds Japanese as UTF-8, like any language."""
    raise UnicodeEncodeError("shift_jis", str(text), 0, len(text), "the tables of East Asian encodings are not shipped")


for gone in ("name", "lookup", "_ucnhash_CAPI"):  # the names of characters are not shipped; what asks is told so
    delattr(unicodedata, gone)
codecs.register(lambda name: codecs.CodecInfo(no_kanji, no_kanji, name=name) if name == "shift_jis" else None)
sys.path[:0] = [HOME, f"{LIBRARY}/site.zip"]
sys.meta_path.insert(0, Finder)
