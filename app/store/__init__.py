"""The record on the device: TinyDB over pages that are replaced whole, so that a crash leaves the old or the new.

`disk`, `folder` and `browser` keep named bytes and know nothing of the record, `sealed` seals what any of them keeps;
`page` is the file format; `reading` makes a record of pages, `staging` puts a change into them; `store` is all of it.
Nothing here knows screens, and nothing here asks where it runs: a disk and a cipher are handed in.
"""

from app.store.disk import Disk, MemoryDisk
from app.store.folder import FolderDisk
from app.store.sealed import Cipher, SealedDisk
from app.store.store import Store
from app.store.trouble import SENTENCES, StoreError, Trouble

__all__ = ["SENTENCES", "Cipher", "Disk", "FolderDisk", "MemoryDisk", "SealedDisk", "Store", "StoreError", "Trouble"]
