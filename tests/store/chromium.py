"""The store in the browser's Python: a page, a worker with Pyodide, our code, and a loopback server that hears of it.

A script is Python with `await tell(value)`, which returns once the server has heard. The browser is a plain process
with its own profile folder, so it can be killed and started again on the same one.
"""

import contextlib
import io
import json
import os
import queue
import signal
import subprocess
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import flet_web

from tools.provide import CHROMIUM_FLAGS, chromium
from tools.web.wheels import fetch

ROOT = Path(__file__).parents[2]
PYODIDE = Path(flet_web.__file__).parent / "web" / "pyodide"
NEEDED = ("annotated_types", "pydantic", "pydantic_core", "tinydb", "typing_extensions", "typing_inspection")
TYPES = {".html": "text/html", ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}
PAGE = b"<!doctype html><script type=module>new Worker('worker.mjs', {type: 'module'});</script>"
WORKER = b"""
import { loadPyodide } from "./pyodide/pyodide.mjs";
const say = (value) => fetch("tell", { method: "POST", body: JSON.stringify(value) });
globalThis.tellServer = (text) => fetch("tell", { method: "POST", body: text }).then(() => true);
try {
  const python = await loadPyodide({ indexURL: new URL("pyodide/", location).href });
  for (const name of await (await fetch("archives")).json())
    python.unpackArchive(await (await fetch(name)).arrayBuffer(), "zip", { extractDir: "/code" });
  await python.runPythonAsync("import sys; sys.path.insert(0, '/code')");
  await python.runPythonAsync(await (await fetch("script")).text());
} catch (error) { await say({ error: String(error) }); }
"""
PRELUDE = """
import js, json
async def tell(value):
    await js.tellServer(json.dumps(value))
"""


def our_code() -> bytes:
    """The record's half of the app, the seal, and these tests as one archive; without Flet."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        kept = [path for folder in ("", "core", "store") for path in ROOT.glob(f"app/{folder}/*.py")]
        kept += [ROOT / f"app/device/{name}.py" for name in ("keys", "seal", "where")]
        for path in [*kept, ROOT / "tests/__init__.py", *ROOT.glob("tests/store/*.py")]:
            archive.write(path, path.relative_to(ROOT).as_posix())
    return packed.getvalue()


class Site:
    """A loopback server with one script; `with` opens it. A fixed *port* keeps the origin, and so the database."""

    def __init__(self, script: str, port: int = 0) -> None:
        self.script, self.port = PRELUDE + script, port
        self.heard: queue.Queue[Any] = queue.Queue()
        self.said: list[Any] = []
        wheels = {path.name: path.read_bytes() for path in fetch() if path.name.split("-")[0] in NEEDED}
        self.archives = wheels | {"code.zip": our_code()}

    def __enter__(self) -> Self:
        site = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                kind, body = site.file(self.path.lstrip("/"))
                self.send_response(200 if body is not None else 404)
                self.send_header("Content-Type", kind)
                if kind == TYPES[".wasm"]:  # lets the browser keep the compiled code
                    self.send_header("Cache-Control", "max-age=86400")
                self.end_headers()
                self.wfile.write(body or b"")

            def do_POST(self) -> None:
                value = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                site.said.append(value)
                site.heard.put(value)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_arguments: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Answer)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.server.server_address[1]}/"

    def file(self, name: str) -> tuple[str, bytes | None]:
        """What the server has under *name*, and of which type."""
        made = {
            "": ("text/html", PAGE),
            "worker.mjs": ("text/javascript", WORKER),
            "script": ("text/plain", self.script.encode()),
            "archives": ("application/json", json.dumps(list(self.archives)).encode()),
        }
        if name in made:
            return made[name]
        if name in self.archives:
            return "application/zip", self.archives[name]
        path = PYODIDE / name.removeprefix("pyodide/")
        found = name.startswith("pyodide/") and path.is_file()
        return TYPES.get(path.suffix, "application/octet-stream"), path.read_bytes() if found else None

    def listen(self, seconds: float = 120) -> Any:
        """The next thing the script tells; an error in the browser is an `AssertionError` here."""
        value = self.heard.get(timeout=seconds)
        assert not (isinstance(value, dict) and "error" in value), value["error"]
        return value


class Browser(Site):
    """The script in a browser process of its own, with its profile in a folder; leaving kills it."""

    def __init__(self, profile: Path, script: str, port: int = 0) -> None:
        super().__init__(script, port)
        self.profile = profile

    def __enter__(self) -> Self:
        super().__enter__()
        program = chromium()
        assert program, "no Chromium on this machine"
        self.process = subprocess.Popen(
            [program, "--headless=new", *CHROMIUM_FLAGS, f"--user-data-dir={self.profile}", self.address],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        super().__exit__(kind, error, trace)

    def kill(self) -> None:
        """SIGKILL to the whole browser, as when a phone needs the memory."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
