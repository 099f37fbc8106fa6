"""One set of keys and sealed texts for every backend: `cryptography` of the tests, of the phones, and WebCrypto.

The first two are published: PBKDF2 with SHA-512 in the form of RFC 6070, and case 16 of "The Galois/Counter Mode of
Operation" (McGrew and Viega). The token was sealed by joserfc, not by this app.
"""

from app.device.keys import Keys
from app.device.seal import unseal

SECRET, SALT, ROUNDS = b"password", b"salt", 1
DERIVED = (
    "867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252"
    "c02d470a285a0501bad999bfe943c08f050235d7d68b1da55e63f73b60a57fce"
)
KEY = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
ABOUT = "feedfacedeadbeeffeedfacedeadbeefabaddad2"
SEALED = (
    "cafebabefacedbaddecaf888"
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
    "76fc6ece0f4e1768cddf8853bb2d551b"
)
PLAIN = (
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
)
PASSPHRASE, TEXT = "stets warm ünd trocken", '{"neutrophils": "0.4 ×10⁹/L"}'
TOKEN = (
    "eyJhbGciOiJQQkVTMi1IUzUxMitBMjU2S1ciLCJlbmMiOiJBMjU2R0NNIiwicDJjIjo1MDAwLCJwMnMiOiJhbjhwbEtSczdyYlI0"
    "akdqUXJYMVpnIn0.CMe2MSlDVy3UMhxe22Yeq6jOiJwtgRVdbFvQwL2JIes2EsH43T-Wrg.tL6guTD32DC8ynHG.L1Dx_Xj7dyCF"
    "y8CSoM0YjMveQGg3tCTc416EMxu_0QE.tcooELx0jEjBjsYB5l6C9A"
)
EXPECTED = [DERIVED, PLAIN, TEXT, "refused"]


async def tried() -> list[str]:
    """What this device makes of them; `EXPECTED` is right."""
    keys = Keys()
    derived = await keys.derive(SECRET, SALT, ROUNDS)
    cipher = keys.cipher(bytes.fromhex(KEY) + bytes(32))
    plain = await cipher.unseal(bytes.fromhex(SEALED), bytes.fromhex(ABOUT))
    try:
        changed = (await cipher.unseal(bytes.fromhex(SEALED), b"about something else")).hex()
    except ValueError:
        changed = "refused"
    return [derived.hex(), plain.hex(), await unseal(TOKEN, PASSPHRASE), changed]
