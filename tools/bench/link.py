"""A link of a given speed, made by the server: the same for page, workers and service worker, and for both sites.

Every answer waits one round trip (a new connection two), and all bodies share one bucket of bytes. What is sent is
counted, packed as it is.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Self

from tools.web.serve import Handler, Server

PIECE = 16_384


@dataclass(frozen=True)
class Link:
    """Bits per second towards the browser, a round trip in seconds, and how much slower its processor is made."""

    name: str
    bits: float
    round_trip: float
    cpu: int = 1


CABLE = Link("cable", 50e6, 0.020)
SLOW_4G = Link("slow 4G, 4× CPU", 1.6e6, 0.150, 4)
FAST_3G = Link("3G, 6× CPU", 0.7e6, 0.300, 6)
"""The two phone links are those Lighthouse calls "slow 4G" and "regular 3G"."""


@dataclass
class Bucket:
    """Hands out time on the link, in order."""

    link: Link
    bytes: int = 0
    asked: list[str] = field(default_factory=list)
    _free: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, size: int) -> None:
        """Wait until *size* bytes have crossed."""
        with self._lock:
            self.bytes += size
            self._free = max(self._free, time.monotonic()) + size * 8 / self.link.bits
            until = self._free
        time.sleep(max(0.0, until - time.monotonic()))


class Slow(Handler):
    """The site's own server, behind the link."""

    def __init__(self, *args: object, bucket: Bucket, **options: Any) -> None:
        self.bucket, self.fresh = bucket, True
        super().__init__(*args, **options)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        time.sleep(self.bucket.link.round_trip * (2 if self.fresh else 1))
        self.fresh = False
        self.bucket.asked.append(self.path)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        for at in range(0, len(body) if self.command != "HEAD" else 0, PIECE):
            piece = body[at : at + PIECE]
            self.bucket.take(len(piece))
            self.wfile.write(piece)


class Far:
    """A folder, served over a link until `stop`; it can be started again at the same address."""

    def __init__(self, folder: Path, link: Link) -> None:
        self.folder, self.bucket, self.port = folder, Bucket(link), 0
        self._web: Server | None = None

    def start(self) -> Self:
        """Serve; counts begin at nothing."""
        options = {"folder": self.folder.resolve(), "prefix": "", "cache": "no-cache", "packed": True, "quiet": True}
        handler: Callable[..., Slow] = partial(Slow, bucket=self.bucket, **options)
        self._web = Server(("127.0.0.1", self.port), handler)
        self.port = self._web.server_address[1]
        threading.Thread(target=self._web.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Refuse every connection from now on."""
        if self._web:
            with suppress(OSError):
                self._web.shutdown()
                self._web.server_close()
        self._web = None

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://localhost:{self.port}/"
