"""Readers nobody here wrote, for the FHIR that leaves the app; see README.md. Never shipped."""

from pathlib import Path

HERE = Path(__file__).parent
SCHEMA = HERE / "node_modules" / "@medplum" / "definitions" / "dist" / "fhir" / "r4" / "fhir.schema.json"
VALIDATOR = HERE / "validate.mjs"


def installed() -> bool:
    """Whether both oracles are there."""
    return SCHEMA.is_file() and (HERE / "node_modules" / "@medplum" / "core").is_dir()
