"""A sealed backup opens with its passphrase, in ours and in programs nobody here wrote, and with no other."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from app.device.seal import ALG, ENC, ROUNDS, SealError, _b64, _unb64, looks_sealed, seal, unseal
from tests.store import vectors
from tests.store.chromium import Browser
from tools.oracles import HERE

JOSE = HERE / "node_modules" / "jose"

TEXT, PASS = '{"format": "leuko-backup", "neutrophils": "٠٫٤ ×10⁹/L"}', "stets warm ünd trocken"
ALLOWED = [ALG, ENC]


async def test_what_is_sealed_opens_again() -> None:
    assert await unseal(await seal(TEXT, PASS), PASS) == TEXT


async def test_joserfc_opens_what_we_seal_and_we_open_what_it_seals() -> None:
    key = OctKey.import_key(PASS)
    assert jwe.decrypt_compact(await seal(TEXT, PASS), key, algorithms=ALLOWED).plaintext == TEXT.encode()
    theirs = jwe.encrypt_compact({"alg": ALG, "enc": ENC, "p2c": 5000}, TEXT, key, algorithms=ALLOWED)
    assert await unseal(theirs, PASS) == TEXT


async def test_joserfc_refuses_a_wrong_passphrase() -> None:
    with pytest.raises((JoseError, ValueError)):
        jwe.decrypt_compact(await seal(TEXT, PASS), OctKey.import_key("another one"), algorithms=ALLOWED)


@pytest.mark.skipif(not JOSE.is_dir(), reason="`python -m tools.oracles` brings npm's jose")
async def test_npms_jose_opens_what_we_seal_and_refuses_a_wrong_passphrase() -> None:
    sealed = (await seal(TEXT, PASS)).encode()
    node, script = Path(sys.executable).with_name("node"), HERE / "unseal.mjs"
    opened = subprocess.run([node, script, PASS], input=sealed, capture_output=True, check=True)
    refused = subprocess.run([node, script, "another one"], input=sealed, capture_output=True, check=False)
    assert (opened.stdout.decode(), refused.returncode, refused.stdout) == (TEXT, 1, b"")


async def test_what_opens_and_is_no_text_is_refused() -> None:
    key = OctKey.import_key(PASS)
    theirs = jwe.encrypt_compact({"alg": ALG, "enc": ENC, "p2c": 5000}, b"\xff\xfe\xff", key, algorithms=ALLOWED)
    with pytest.raises(SealError, match="broken"):
        await unseal(theirs, PASS)


async def test_a_wrong_passphrase_is_refused() -> None:
    with pytest.raises(SealError, match="wrong"):
        await unseal(await seal(TEXT, PASS, rounds=1000), "stets warm und trocken")


async def test_accents_composed_differently_are_the_same_passphrase() -> None:
    assert await unseal(await seal(TEXT, "Zoe\u0308", rounds=1000), "Zo\u00eb") == TEXT


async def test_the_file_says_how_it_was_sealed_and_nothing_of_what_is_in_it() -> None:
    token = await seal(TEXT, PASS)
    head = json.loads(_unb64(token.split(".")[0]))
    assert (head["alg"], head["enc"], head["p2c"], len(_unb64(head["p2s"]))) == (ALG, ENC, ROUNDS, 16)
    assert looks_sealed(token)
    assert not looks_sealed(TEXT)


async def test_sealing_twice_gives_two_different_files() -> None:
    one, other = await seal(TEXT, PASS, rounds=1000), await seal(TEXT, PASS, rounds=1000)
    assert [a == b for a, b in zip(one.split("."), other.split("."), strict=True)] == [False] * 5


@pytest.mark.parametrize("part", range(5))
async def test_a_changed_character_anywhere_is_refused(part: int) -> None:
    parts = (await seal(TEXT, PASS, rounds=1000)).split(".")
    parts[part] = parts[part][:3] + ("A" if parts[part][3] != "A" else "B") + parts[part][4:]
    with pytest.raises(SealError):
        await unseal(".".join(parts), PASS)


async def test_a_file_that_asks_for_endless_work_is_refused_at_once() -> None:
    head = _b64(json.dumps({"alg": ALG, "enc": ENC, "p2s": "AAAA", "p2c": 10**12}).encode())
    with pytest.raises(SealError, match="broken"):
        await unseal(".".join([head, *(await seal(TEXT, PASS, rounds=1)).split(".")[1:]]), PASS)


@given(st.text(max_size=200) | st.from_regex(r"[A-Za-z0-9_-]{0,40}(\.[A-Za-z0-9_-]{0,60}){3,5}", fullmatch=True))
async def test_any_text_is_refused_with_our_own_error(text: str) -> None:
    with pytest.raises(SealError):
        await unseal(text, PASS)


async def test_published_keys_and_a_stranger_s_file_come_out_right() -> None:
    assert await vectors.tried() == vectors.EXPECTED


IN_THE_BROWSER = """
from tests.store.vectors import tried
from app.device.seal import SealError, seal, unseal
ours = await seal({text!r}, {passphrase!r})
try:
    wrong = await unseal(ours, "another one")
except SealError as error:
    wrong = error.code
await tell([ours, await unseal({theirs!r}, {passphrase!r}), wrong, await tried()])
"""


@pytest.mark.browser
@pytest.mark.xdist_group("chromium")
async def test_the_browser_and_the_phone_open_each_others_files(tmp_path: Path) -> None:
    script = IN_THE_BROWSER.format(text=TEXT, passphrase=PASS, theirs=await seal(TEXT, PASS))
    with Browser(tmp_path, script) as browser:
        sealed, opened, wrong, tried = browser.listen()
    assert (opened, wrong, tried) == (TEXT, "wrong", vectors.EXPECTED)
    assert await unseal(sealed, PASS) == TEXT
    assert jwe.decrypt_compact(sealed, OctKey.import_key(PASS), algorithms=ALLOWED).plaintext == TEXT.encode()
