"""A text that nests without end is refused before anything tries to parse it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from app.core.depth import MOST, is_shallow

values = st.recursive(
    st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(values)
def test_what_json_writes_is_shallow_whatever_its_strings_hold(value: object) -> None:
    assert is_shallow(json.dumps(value))


def test_endless_brackets_are_not_shallow() -> None:
    assert not is_shallow("[" * 100_000)
    assert not is_shallow('{"a":' * 100_000)
    assert not is_shallow("[" * 100_000 + "]" * 100_000)


def test_the_limit_itself_is_shallow_and_one_more_is_not() -> None:
    assert is_shallow("[" * MOST + "]" * MOST)
    assert not is_shallow("[" * (MOST + 1) + "]" * (MOST + 1))


def test_brackets_inside_a_string_do_not_count() -> None:
    assert is_shallow(json.dumps({"note": '[[[{{{" \\' * 1000}))
