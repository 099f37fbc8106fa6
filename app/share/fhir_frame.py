"""What every resource of the bundle shares: systems, addresses, the stamp of an entry, and how it is read back."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count
from typing import Any, TypeVar

from app.core.record import Entry
from app.share import trouble
from app.share.fhir_types import Annotation, CodeableConcept, Coding, Extension, Identifier, Meta, Reference
from app.share.trouble import UnreadableError

OWN = "urn:x-leuko:"
"""Names only this app gives; everything else is HL7's, LOINC's or UCUM's."""
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
# "patient reported" and "test health data"
PATIENT_REPORTED = Coding(system=TERMINOLOGY + "v3-ObservationValue", code="PATRPT")
SAMPLE = Coding(system=TERMINOLOGY + "v3-ActReason", code="HTEST")


One = TypeVar("One")


class Frame:
    """Hands out ids and addresses; the person has the first."""

    def __init__(self, seed: str) -> None:
        mark = hashlib.sha256(seed.encode()).hexdigest()
        self.head = f"urn:uuid:{mark[:8]}-{mark[8:12]}-8{mark[12:15]}-a{mark[15:18]}-"
        self._numbers = count(1)
        self.patient = Reference(reference=self.address(self.next_id()))

    def next_id(self) -> str:
        """The next free id."""
        return str(next(self._numbers))

    def address(self, id_: str) -> str:
        """The address of *id_* inside this bundle: unique to person and moment, and short when deflated."""
        return f"{self.head}{int(id_):012x}"


def own(kind: str, code: str, text: str | None = None) -> CodeableConcept:
    """A concept of this app's own."""
    return CodeableConcept(coding=(Coding(system=OWN + kind, code=code),), text=text)


def own_code(concept: CodeableConcept | None, kind: str) -> str:
    """The code of this app's own in *concept*, or "" when there is none; two are refused."""
    codings = (concept.coding or ()) if concept else ()
    found = only(tuple(one for one in codings if one.system == OWN + kind))
    return found.code if found else ""


def only(found: Sequence[One] | None) -> One | None:
    """The one of *found*, or None when there is none; of several, none may be left out without a word."""
    if found and len(found) > 1:
        raise UnreadableError(trouble.DAMAGED)
    return found[0] if found else None


def text_extension(name: str, text: str) -> tuple[Extension, ...]:
    """*text* under this app's *name*; nothing for nothing."""
    return (Extension(url=OWN + name, value_string=text),) if text else ()


def find(extensions: Iterable[Extension] | None, name: str) -> Extension | None:
    """The extension this app calls *name*; two are refused."""
    return only(tuple(one for one in extensions or () if one.url == OWN + name))


def parts_of(extension: Extension | None) -> dict[str, str | None]:
    """The texts inside *extension* by name; a name twice is refused."""
    inside = (extension.extension or ()) if extension else ()
    parts = {part.url: part.value_string for part in inside}
    if len(parts) != len(inside):
        raise UnreadableError(trouble.DAMAGED)
    return parts


def text_of(extensions: Iterable[Extension] | None, name: str) -> str:
    """The text under *name*, or ""."""
    found = find(extensions, name)
    return (found.value_string or "") if found else ""


def meta(changed: datetime, sample: bool) -> Meta:
    """Patient reported; last changed; marked when it is sample data."""
    return Meta(last_updated=changed.isoformat(), security=(PATIENT_REPORTED,), tag=(SAMPLE,) if sample else None)


def stamp(entry: Entry, id_: str, *more: Extension) -> dict[str, Any]:
    """What every entry carries into its resource."""
    created = Extension(url=OWN + "created", value_date_time=entry.created.isoformat())
    return {
        "id": id_,
        "meta": meta(entry.changed, entry.sample),
        "identifier": (Identifier(system=OWN + "entry", value=entry.id),),
        "extension": (created, *more),
    }


def note(entry: Entry) -> tuple[Annotation, ...] | None:
    """The note, when the person lets it out."""
    return (Annotation(text=entry.note),) if entry.note else None


def unstamp(resource: Any, person: str) -> dict[str, Any]:
    """The fields of `Entry` that `stamp` and `note` wrote; UnreadableError when one is missing."""
    several = resource.identifier
    identifier: Identifier | None = several if isinstance(several, Identifier) else only(several)
    created = find(resource.extension, "created")
    if identifier is None or created is None or resource.meta is None or not resource.meta.last_updated:
        raise UnreadableError(trouble.DAMAGED)
    said: Annotation | None = only(getattr(resource, "note", None))
    return {
        "id": identifier.value,
        "person": person,
        "created": created.value_date_time,
        "changed": resource.meta.last_updated,
        "sample": SAMPLE in (resource.meta.tag or ()),
        "note": said.text if said else text_of(resource.extension, "note"),
    }
