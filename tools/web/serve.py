"""A static server for this machine only: `python -m tools.web.serve [--port N] [--prefix /sub/path] [--open] [DIR]`.

Right types, the pre-compressed file where the browser takes it, nothing cached without asking again. `--no-store` and
`--plain` stand for hosts that forbid caching, and for proxies that strip compression.
"""

import argparse
import http.server
import socket
import sys
import webbrowser
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
    ".tar": "application/x-tar",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".txt": "text/plain; charset=utf-8",
}
PACKINGS = (("br", ".br"), ("gzip", ".gz"))


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD from one folder, below one prefix."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, folder: Path, prefix: str, cache: str, packed: bool, quiet: bool) -> None:
        self.folder, self.prefix, self.cache, self.packed, self.quiet = folder, prefix, cache, packed, quiet
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send the file, or its packed copy."""
        path = unquote(urlsplit(self.path).path)
        if path == self.prefix:
            return self._redirect(self.prefix + "/")
        file = self._file(path)
        if file is None or not file.is_file():
            return self._send(404, b"There is no such file.", {"content-type": "text/plain"})
        return self._send_file(file)

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def _file(self, path: str) -> Path | None:
        if not path.startswith(self.prefix + "/"):
            return None
        file = (self.folder / path[len(self.prefix) + 1 :]).resolve()
        if not file.is_relative_to(self.folder):
            return None
        return file / "index.html" if file.is_dir() else file

    def _send_file(self, file: Path) -> None:
        packing, chosen = self._choose(file)
        status = chosen.stat()
        tag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
        headers = {
            "content-type": TYPES.get(file.suffix, "application/octet-stream"),
            "cache-control": self.cache,
            "etag": tag,
            "vary": "accept-encoding",
            "x-content-type-options": "nosniff",
        }
        if self.headers.get("if-none-match") == tag and "no-store" not in self.cache:
            return self._send(304, b"", headers)
        if packing:
            headers["content-encoding"] = packing
        return self._send(200, chosen.read_bytes(), headers)

    def _choose(self, file: Path) -> tuple[str, Path]:
        accepted = {part.split(";")[0].strip() for part in self.headers.get("accept-encoding", "").split(",")}
        for name, suffix in PACKINGS:
            packed = file.with_name(file.name + suffix)
            if self.packed and name in accepted and packed.exists():
                return name, packed
        return "", file

    def _redirect(self, place: str) -> None:
        self._send(301, b"", {"location": place})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """One line for each request, unless quiet."""
        if not self.quiet:
            sys.stderr.write(f"{format % args}\n")


class Server(http.server.ThreadingHTTPServer):
    """Bound to loopback; a browser that hangs up in the middle is no error."""

    daemon_threads = True

    def __init__(self, *args: Any) -> None:
        self.live: set[socket.socket] = set()
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Take a connection."""
        self.live.add(request)
        super().process_request(request, client_address)

    def close_request(self, request: Any) -> None:
        """Forget a connection that is over."""
        self.live.discard(request)
        super().close_request(request)

    def server_close(self) -> None:
        """Hang up: a browser keeps connections open, and they would be answered for ever."""
        super().server_close()
        self.hang_up()

    def hang_up(self) -> None:
        """End every connection that is open."""
        for connection in tuple(self.live):
            with suppress(OSError):  # it may be over just now
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing about connections the browser closed."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def server(
    folder: Path, port: int = 0, prefix: str = "", *, cache: str = "no-cache", packed: bool = True, quiet: bool = True
) -> Server:
    """A server ready to `serve_forever()`; port 0 takes a free one, found afterwards in `server_address`."""
    prefix = "/" + prefix.strip("/") if prefix.strip("/") else ""
    handler = partial(Handler, folder=folder.resolve(), prefix=prefix, cache=cache, packed=packed, quiet=quiet)
    return Server(("127.0.0.1", port), handler)


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tools.web.serve", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("build/web"))
    parser.add_argument("--port", type=int, default=8550)
    parser.add_argument("--prefix", default="", help="serve below this path, as a host with several sites does")
    parser.add_argument("--open", action="store_true", help="open a browser, where there is one")
    parser.add_argument("--no-store", action="store_true", help="forbid the browser to cache")
    parser.add_argument("--plain", action="store_true", help="never send packed files")
    parser.add_argument("--quiet", action="store_true")
    options = parser.parse_args()
    if not (options.folder / "index.html").exists():
        sys.exit(f"There is no site in {options.folder}. Build it with: make web")
    cache = "no-store" if options.no_store else "no-cache"
    try:
        web = server(
            options.folder, options.port, options.prefix, cache=cache, packed=not options.plain, quiet=options.quiet
        )
    except OSError:
        sys.exit(f"Port {options.port} is in use. Choose another: make run PORT={options.port + 1}")
    address = f"http://localhost:{web.server_address[1]}{'/' + options.prefix.strip('/') if options.prefix else ''}/"
    print(f"Leuko is at {address} (Ctrl-C stops it)", flush=True)
    if options.open:
        webbrowser.open(address)
    try:
        web.serve_forever()
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
