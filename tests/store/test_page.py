"""The first line of a page may hold anything a damaged or foreign file can: it is a damaged page, never an error."""

import pytest

from app.store.page import DamagedError, decode


@pytest.mark.parametrize("schema", ["2e999", "-2e999", "NaN", "null", "[]", '"x"', "9" * 900, "1.5", "true"])
@pytest.mark.parametrize("field", ["schema", "generation"])
def test_a_head_with_an_odd_number_is_a_damaged_page(field: str, schema: str) -> None:
    head = {"page": '"log"', "schema": "1", "generation": "1", "sha256": '""'} | {field: schema}
    line = "{" + ", ".join(f'"{name}": {value}' for name, value in head.items()) + "}"
    with pytest.raises(DamagedError):
        decode("log", line.encode() + b"\n{}\n")
