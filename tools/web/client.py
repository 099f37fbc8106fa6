"""Flet's prebuilt web client, taken from the installed `flet_web`, with asserted patches.

Each patch names the exact text it replaces. When that text is gone the build stops and says for which Flet the
patch was made: a new Flet is then read and tried again, never patched by luck.
"""

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
EXTENSIONS = (
    "q=A.d([new A.at1(),new A.at2(),new A.at3(),new A.atc(),new A.atd(),new A.ate(),new A.atf(),new A.atg(),"
    "new A.ath(),new A.ati(),new A.atj(),new A.at4(),new A.at5(),new A.at6(),new A.at7(),new A.at8(),new A.at9(),"
    "new A.ata(),new A.atb()],t.ET)\nfor(p=0;p<19;++p)q[p].vd()\n"
)
PLUGINS = (
    (
        """,j=$.cDc(),i=new A.aHi(A.A(k,t.Or)),h=$.BI()
h.p(0,i,j)
$.d3m=i
$.d7w=new A.bOy(new A.cK(m,m,t.kn))
j=$.cDe()
i=new A.b7s()
h.p(0,i,j)
A.nk(i,j,!1)
$.d3w=i
i=v.G
j=i.window
s=t.S
r=t.rK
q=i.window
p=$.cDg()
q=new A.b8n(new A.b8z(j,new A.bnC()),A.A(s,t.zl),A.A(t.XB,t.CP),new A.cK(m,m,t.qn),A.A(s,r),A.A(s,r),A.A(s,r),A.A(s,r),q)
h.p(0,q,p)
A.nk(q,p,!0)
$.d3U=q
q=$.cDi()
p=new A.bcc()
h.p(0,p,q)
A.nk(p,q,!1)
$.d4E=p""",  # noqa: E501 - as it stands in Flet's file
        ",j,i=v.G,h=$.BI()",
    ),
    (
        """j=$.cDu()
s=new A.biz()
h.p(0,s,j)
A.nk(s,j,!1)
$.d79=s
s=i.window.navigator.geolocation
j=i.window.navigator.permissions
r=$.cDv()
j=new A.bjR(new A.blN(s),new A.blW(j))
h.p(0,j,r)
A.nk(j,r,!0)
$.d7u=j
$.MC.toString
j=$.cWx()
s=new A.bxF()
h.p(0,s,j)
A.nk(s,j,!1)
j=$.cXz()
s=$.cXA()
r=$.cXB()
q=$.cDH()
r=new A.bOE(new A.bOl(j,s,r))
h.p(0,r,q)
A.nk(r,q,!1)
$.daK=r
k=new A.bAT(A.A(k,t.XM))
h.p(0,k,$.cDN())
$.dbQ=k
k=$.cvR()
r=new A.bPG()
h.p(0,r,k)
A.nk(r,k,!1)
$.diO=r
""",
        "",
    ),
    (
        """$.MW()
$.qK().z9("__url_launcher::link",A.dzS(),!1)
k=$.cDV()
j=new A.bOc()
h.p(0,j,k)
A.nk(j,k,!0)
$.dkY=j
A.cOi(A.cOk())
""",
        "",
    ),
)
"""Flutter's list of plugins, each made and put in its place: (what is taken out, what stands there then)."""

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
    Patch(MAIN, "no extension of Flet's is used", EXTENSIONS, "q=A.d([],t.ET)\n"),
    *(Patch(MAIN, "no plugin but for files, sharing, settings and links is used", *one) for one in PLUGINS),
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
    Patch(
        CORE,
        "a snapshot puts compiled modules back where they were",
        "var memoryBase=metadata.memorySize?alignMemory(",
        "var memoryBase=metadata.memorySize?Module.placeOf?.(libName)??alignMemory(",
    ),
    Patch(
        RUNTIME,
        "the interpreter is compiled from the first moment",
        '{binary:t,response:n}=_(e+"pyodide.asm.wasm"),i=K();',
        '{binary:t,response:n}=_(e+"pyodide.asm.wasm"),i=K(),m=n&&WebAssembly.compileStreaming(n);',
    ),
    Patch(
        RUNTIME,
        "the same",
        "n?l=await WebAssembly.instantiateStreaming(n,s)",
        "n?l={module:await m,instance:await WebAssembly.instantiate(await m,s)}",
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


def patched(file: str) -> str:
    """The text of one client file with all its patches applied."""
    text = (CLIENT / file).read_text(encoding="utf-8")
    for patch in PATCHES:
        if patch.file == file:
            text = patch.apply(text)
    return text


def copy(out: Path) -> None:
    """Put the client's files, patched, into the folder `out`."""
    installed = version("flet-web")
    if installed != MADE_FOR:
        raise BuildError(f"The patches were made for Flet {MADE_FOR}; installed is flet-web {installed}.")
    for name in COPIED:
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((CLIENT / name).read_bytes())
    (out / BOOT).write_text(patched(BOOT), encoding="utf-8")
