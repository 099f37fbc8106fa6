"""`make dev`: the app is served, and started again when one of its files changes and at no other time."""

import os
import shutil
import socket
from pathlib import Path

import pytest

from tools import dev

SERVER = """
import http.server, os
class Hello(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"WORD " + os.environ["FLET_SERVER_IP"].encode())
    def log_message(self, *_args): pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["FLET_SERVER_PORT"])), Hello).serve_forever()
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A program in the place of the app."""
    (tmp_path / "main.py").write_text(SERVER.replace("WORD", "one"))
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "words.py").touch()
    return tmp_path


def said(port: int) -> str:
    from urllib.request import urlopen

    assert dev.answers(port)
    with urlopen(f"http://127.0.0.1:{port}/") as answer:
        return str(answer.read().decode())


def test_a_change_starts_the_app_again(project: Path, port: int) -> None:
    running = dev.restarts(project, port)
    assert next(running) == []
    assert said(port) == "one 127.0.0.1"
    (project / "main.py").write_text(SERVER.replace("WORD", "two"))
    assert next(running) == [project / "main.py"]
    assert said(port) == "two 127.0.0.1"
    running.close()
    assert not dev.answers(port, 0.3)


def test_files_that_come_go_or_change_are_seen_and_others_are_not(project: Path) -> None:
    before = dev.stamp(project)
    assert sorted(path.name for path in before) == ["main.py", "words.py"]
    (project / "app" / "notes.txt").touch()
    (project / "app" / "new.py").touch()
    (project / "app" / "words.py").unlink()
    os.utime(project / "main.py", ns=(1, 1))
    assert [path.name for path in dev.changed(before, dev.stamp(project))] == ["new.py", "words.py", "main.py"]
    assert dev.changed(before, before) == []


@pytest.mark.slow
def test_the_real_app_is_served_to_this_machine_only_and_keeps_its_record_apart(tmp_path: Path, port: int) -> None:
    for name in ("main.py", "app", "content", "assets"):
        place = dev.ROOT / name
        (shutil.copytree if place.is_dir() else shutil.copyfile)(place, tmp_path / name)
    running = dev.restarts(tmp_path, port)
    next(running)
    assert "flutter" in said(port)
    running.close()
    assert dev.surroundings(tmp_path, port)["FLET_APP_STORAGE_DATA"] == str(tmp_path / "build" / "dev")
