"""The only place that asks where we run. Everything that leaves the app, or asks the device for something, goes here.

`device` opens the doors (files, sharing, telephone, print, storage), `privacy` those of the lock, `seal` encrypts a
backup with a passphrase, `keys` makes keys of secrets for the lock, `voice` reads aloud, `where` says what this Python
runs on. They know Flet and the standard library, and nothing of the record.
"""

from app.device.device import Comfort, Device, Storage
from app.device.files import Picked
from app.device.keys import Keys
from app.device.privacy import HIDE
from app.device.seal import SealError, can_seal, looks_sealed, seal, unseal
from app.device.where import IN_BROWSER, data_folder

__all__ = [
    "HIDE",
    "IN_BROWSER",
    "Comfort",
    "Device",
    "Keys",
    "Picked",
    "SealError",
    "Storage",
    "can_seal",
    "data_folder",
    "looks_sealed",
    "seal",
    "unseal",
]
