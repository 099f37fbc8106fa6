"""A process like the app's on a phone: `python -I -S phone.py APP PACKAGES STORAGE PLATFORM STEP`.

The app is compiled and its folder cannot be written to; packages are imported out of a zip, but for the compiled ones;
there is no home, no network, no second process and no second thread; only the storage folder may change. What the
screen says is printed as JSON, with everything that was refused.
"""

import asyncio
import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

REFUSED: list[str] = []
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}
OUTSIDE = ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.exec", "os.fork", "os.system")


def guard(storage: Path, *, threads: bool = False) -> None:
    """Refuse every change outside *storage*, every word to the network, and every other process or thread.

    A phone has *threads*; only what draws a key from a passphrase needs one, so that the screen goes on.
    """

    def refuse(what: str) -> None:
        REFUSED.append(what)
        raise OSError(30, "Read-only file system", what)

    def audit(event: str, args: tuple[Any, ...]) -> None:
        if event.startswith(OUTSIDE):
            refuse(event)
        writes = event in CHANGES or (event == "open" and (args[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        if writes and isinstance(args[0], str | bytes | os.PathLike):
            path = Path(os.fsdecode(args[0])).absolute()
            if not path.is_relative_to(storage) and path != Path(os.devnull):
                refuse(f"{event} {path.name}")

    def no_thread(_self: threading.Thread) -> None:
        REFUSED.append("thread")
        raise RuntimeError("can't start new thread")

    if not threads:
        threading.Thread.start = no_thread  # type: ignore[method-assign]
    sys.addaudithook(audit)


async def begin(screen: Any) -> None:
    """The first start: read what the app is for, and begin."""
    await screen.tap("I understand, begin")


async def add(screen: Any) -> None:
    """Type a slip with two values, as it is printed, and save it."""
    import flet as ft

    await begin(screen)
    await screen.go("/log/add/test")
    for name, text, unit in (("WBC", "1,2", "10*9/L"), ("Hb", "9.8", "g/dL")):
        await screen.type(name, text)
        wanted = {"WBC": "wbc", "Hb": "haemoglobin"}[name]
        [box] = [one.content for one in screen.all(ft.Semantics) if one.identifier == f"{wanted}.unit"]
        await screen.choose(box, unit)
    await screen.tap("Save")


async def look(screen: Any) -> None:
    """Open the log."""
    await screen.go("/log")


async def half(screen: Any) -> None:
    """Type half a value; then the system takes the app away."""
    await screen.go("/log/add/test")
    await screen.type("WBC", "0,")
    await screen.fire(screen.page, "app_lifecycle_state_change", {"state": "pause"})


async def back(screen: Any) -> None:
    """Open the form again."""
    await screen.go("/log/add/test")


async def share(screen: Any) -> None:
    """Make the PDF, and hand it over."""
    await screen.go("/share")
    await screen.tap("Make a PDF")
    await screen.settle(200)
    await screen.tap("Share the PDF")


async def settings(screen: Any) -> None:
    """Open the settings."""
    await screen.go("/settings")


PASS = "four dry warm socks"


async def until(screen: Any, done: Any) -> None:
    """Wait for a key, which is drawn out of a passphrase slowly, on purpose."""
    for _try in range(400):
        await asyncio.sleep(0.05)
        if done():
            return await screen.settle()
    raise AssertionError(screen.outline())


def the_lock(screen: Any) -> Any:
    """The choice between a PIN and a passphrase."""
    import flet as ft

    from tests.ui.render import walk

    [box] = [one for one in screen.all(ft.Semantics) if one.identifier == "lock-kind"]
    [found] = [one for one, _depth in walk(box) if isinstance(one, ft.RadioGroup)]
    return found


async def begin_again(screen: Any) -> None:
    """Look at what is there."""
    await screen.settle()


async def seal(screen: Any) -> None:
    """Keep a slip, then encrypt the record under a passphrase."""
    await add(screen)
    await screen.go("/settings")
    await screen.choose(the_lock(screen), "passphrase")
    await screen.type("New passphrase", PASS)
    await screen.type("The same passphrase again", PASS)
    await screen.tap("Turn the lock on")
    state = screen.page.session.store.get("state")
    await until(screen, lambda: state.lock is not None)


async def open_sealed(screen: Any) -> None:
    """Type the passphrase into the locked app; before that, what it says is kept in `SEEN`."""
    SEEN.append(" ".join(screen.texts()))
    await screen.type("Passphrase", PASS)
    await screen.tap("Unlock")
    state = screen.page.session.store.get("state")
    await until(screen, lambda: not state.locked)


async def vectors(screen: Any) -> None:
    """What this device makes of the keys and sealed texts that every backend must agree on."""
    from tests.store.vectors import tried

    SEEN.extend(await tried())


SEEN: list[str] = []
ADDRESSES = ("/", "/learn", "/learn/help-now", "/check", "/log", "/log/add/temperature", "/share", "/fever", "/about")


async def tour(screen: Any) -> None:
    """Open every place, after a slip was added; `SEEN` holds what each said first."""
    for address in ADDRESSES:
        await screen.go(address)
        await screen.settle(60)
        SEEN.append(" ".join(screen.texts()))


SEALING = (seal, open_sealed, vectors)
STEPS = {one.__name__: one for one in (begin, add, look, half, back, share, settings, tour, begin_again, *SEALING)}


async def run(platform: str, step: str) -> dict[str, Any]:
    """Start the app as a phone does, take one step, and say what is there."""
    from app.start import start as open_the_door
    from tests.ui.render import start

    async def main(page: Any) -> None:
        page.session.apply_page_patch({"platform": platform})
        await open_the_door(page)

    screen = await start(main)
    await STEPS[step](screen)
    sent = [name for name, _args in screen.client.calls]
    state = screen.page.session.store.get("state")
    return {"texts": screen.texts(), "outline": screen.outline(), "crashes": screen.crashes, "calls": sent} | {
        "platform": state.platform,
        "kept": [{name: (one.text, one.unit) for name, one in test.readings.items()} for test in state.log.tests],
        "refused": REFUSED,
        "seen": SEEN,
        "versions": {
            "pydantic": sys.modules["pydantic"].VERSION,
            "msgpack": ".".join(map(str, sys.modules["msgpack"].version)),
            "cryptography": getattr(sys.modules.get("cryptography"), "__version__", None),
        },
        "from": Path(sys.modules["app"].__file__ or "").name,
        "zipped": sys.modules["flet"].__spec__.loader.__class__.__name__,
    }


if __name__ == "__main__":
    app, packages, storage = (Path(name).resolve() for name in sys.argv[1:4])
    bench = Path(__file__).resolve().parents[2]  # where `tests.ui.render` is; it comes last, behind the app's folder
    sys.path[:0] = [str(app), str(packages / "site.zip"), str(packages / "disk")]
    sys.path.append(str(bench))
    sys.dont_write_bytecode = True
    os.environ.clear()
    os.environ["FLET_APP_STORAGE_DATA"] = str(storage)
    os.environ["FLET_PLATFORM"] = sys.argv[4]
    os.chdir(storage)
    guard(storage, threads=sys.argv[5] in {one.__name__ for one in SEALING})
    sys.stdout.write(json.dumps(asyncio.run(run(*sys.argv[4:6]))))
