"""Flet's prebuilt web client, taken from the installed `flet_web`, with asserted patches.

Each patch names the exact text it replaces. When that text is gone the build stops and says for which Flet the
patch was made: a new Flet is then read and tried again, never patched by luck.
"""

import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import flet_web

MADE_FOR = "1.0.5"
CLIENT = Path(flet_web.__file__).parent / "web"


class BuildError(Exception):
    """The web app cannot be built; the message says what to do."""


@dataclass(frozen=True)
class Patch:
    """One replacement in one file of the client, and why."""

    file: str
    why: str
    old: str
    new: str

    def apply(self, text: str) -> str:
        """The text with the one place replaced, or `BuildError` when it is not there exactly once."""
        if text.count(self.old) != 1:
            raise BuildError(
                f"{self.file}: the text to patch is there {text.count(self.old)} times, not once ({self.why}). "
                f"The patch was made for Flet {MADE_FOR}; this is Flet {version('flet-web')}. "
                "Read the new file and write the patch again."
            )
        return text.replace(self.old, self.new)


TAIL = """

window.addEventListener('flutter-first-frame', () => {
    document.getElementById('loading')?.remove();
}, { once: true });

var flutterConfig = {
    multiViewEnabled: flet.multiView,
    entrypointBaseUrl: flet.entrypointBaseUrl,
    assetBase: flet.assetBase
};
if (flet.webRenderer != "auto") {
    flutterConfig.renderer = flet.webRenderer;
}
// Keyed off the values themselves, not off `flet.noCdn`: a host serving its
// own copy of the runtime can point these anywhere without pretending the app
// was built with `--no-cdn`. Left unset, Flutter falls back to gstatic for
// CanvasKit and to Google Fonts for the Noto fallbacks.
if (flet.canvasKitBaseUrl) {
    flutterConfig.canvasKitBaseUrl = flet.canvasKitBaseUrl;
}
if (flet.fontFallbackBaseUrl) {
    flutterConfig.fontFallbackBaseUrl = flet.fontFallbackBaseUrl;
}

_flutter.loader.load({
    config: flutterConfig,
    serviceWorkerSettings: {
        serviceWorkerVersion: "1804020039" /* Flutter's service worker is deprecated and will be removed in a future Flutter release. */,
    },
    onEntrypointLoaded: async function (engineInitializer) {
        const engine = await engineInitializer.initializeEngine(flutterConfig);

        flet.flutterApp = await engine.runApp();
        flet.flutterAppResolve(flet.flutterApp);
    }
});"""  # noqa: E501 - as it stands in Flet's file
BOOT, MAIN, RUNTIME, CORE = "flutter_bootstrap.js", "main.dart.js", "pyodide/pyodide.mjs", "pyodide/pyodide.asm.mjs"
PATCHES = (
    Patch(BOOT, "our start.js boots Flutter, and our service worker must not be replaced by Flutter's", TAIL, "\n"),
    Patch(
        BOOT,
        "one renderer is shipped",
        '{"compileTarget":"dart2wasm","renderer":"skwasm","mainWasmPath":"main.dart.wasm",'
        '"jsSupportRuntimePath":"main.dart.mjs"},',
        "",
    ),
    Patch(BOOT, "no source map is shipped", "\n//# sourceMappingURL=flutter.js.map", ""),
    Patch(BOOT, "nothing from another origin", '"https://www.gstatic.com/flutter-canvaskit"', '"canvaskit"'),
    Patch(
        MAIN,
        "Rive, unused, asks a CDN at every start",
        'k.src=A.dvv()+a\nk.type="application/javascript"\nk.defer=!0\nl.document.body.append(k)\n',
        "",
    ),
    Patch(
        MAIN,
        "nothing from another origin",
        '"https://cdn.jsdelivr.net/npm/@rive-app/flutter-native-wasm@44.0.0/"',
        '""',
    ),
    Patch(MAIN, "nothing from another origin", 's==null?"https://fonts.gstatic.com/s/":s', 's==null?"assets/fonts/":s'),
    Patch(
        MAIN,
        "nothing from another origin",
        '"https://www.gstatic.com/flutter-canvaskit/0cd610717bde95fd88343c64f81c11ba4e5c0010/"',
        '"canvaskit/"',
    ),
    Patch(
        MAIN,
        "nothing from another origin",
        '"https://raw.githubusercontent.com/google/fonts/master/ofl/kanit/Kanit-Bold.ttf"',
        '""',
    ),
    Patch(MAIN, "everybody may enlarge the page with two fingers", ", maximum-scale=1.0, user-scalable=no", ""),
    Patch(
        MAIN,
        "a glyph no face has made CanvasKit ask for one of 718 missing files on every frame; our page maps them",
        "i=A.iE().gaGE()+j\n",
        "i=v.G.fallbackFont(A.iE().gaGE(),j)\n",
    ),
    Patch(
        CORE,
        "compiled modules are compiled while they arrive, not when they are imported",
        "return loadWebAssemblyModule(loadLibData(),flags,libName,localScope,handle)}",
        "return loadWebAssemblyModule("
        "globalThis.libraries?.get(libName)??loadLibData(),flags,libName,localScope,handle)}",
    ),
    Patch(RUNTIME, "nothing from another origin", "https://cdn.jsdelivr.net/pyodide/v${U}/full/", "./"),
)
COPIED = (
    "canvaskit/canvaskit.js",
    "canvaskit/canvaskit.wasm",
    "canvaskit/chromium/canvaskit.js",
    "canvaskit/chromium/canvaskit.wasm",
    "assets/AssetManifest.bin.json",
    "assets/NOTICES",
    "assets/shaders/ink_sparkle.frag",
    "assets/shaders/stretch_effect.frag",
)
"""What the CanvasKit renderer asks for. The rest is other renderers, maps, and plugins nobody uses."""


LAZY = re.compile(r'\n(s\(\$,"\w+","\w+",\(\)=>)(\{.*?\})\)(?=\n[sr]\(\$,")', re.S)
GRAMMARS = 164
"""How many grammars of programming languages the client carries, to colour code in an editor this app has not."""


def without_grammars(text: str) -> str:
    """The client without those grammars; each is made when first used, and nothing uses one."""
    count = 0

    def cut(found: re.Match[str]) -> str:
        nonlocal count
        if len(found[0]) <= 800 or "A.b(" not in found[0] or not found[2].rstrip("}").rstrip().endswith(")"):
            return found[0]
        count += 1
        return f"\n{found[1]}null)"

    text = LAZY.sub(cut, text)
    if count != GRAMMARS:
        raise BuildError(f"{MAIN}: {count} grammars found, not {GRAMMARS}; the cut was made for Flet {MADE_FOR}.")
    return text


def patched(file: str) -> str:
    """The text of one client file with all its patches applied."""
    text = (CLIENT / file).read_text(encoding="utf-8")
    for patch in PATCHES:
        if patch.file == file:
            text = patch.apply(text)
    return without_grammars(text) if file == MAIN else text


def copy(out: Path) -> None:
    """Put the client's files, patched, into the folder `out`."""
    installed = version("flet-web")
    if installed != MADE_FOR:
        raise BuildError(f"The patches were made for Flet {MADE_FOR}; installed is flet-web {installed}.")
    for name in COPIED:
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((CLIENT / name).read_bytes())
    for name in (BOOT, MAIN):
        (out / name).write_text(patched(name), encoding="utf-8")
