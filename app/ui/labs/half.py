"""The half-typed text of one open form. It lives outside the components, so that no keystroke waits for a redraw.

A text field is drawn from `text(name)` and is not drawn again while somebody types into it: Flet would send the old
text back over a key that came in between. Only what *shows* the text elsewhere (the echo, the computed ANC, a sentence
at the field) listens, through a `Pulse`, and is drawn again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flet import observable

from app.core.problem import Problem

CONFIRMED = "confirmed"
"""The field that holds the keys of the questions answered with "it is right as typed", one a line."""
PASTED = "pasted"
"""A field that says the form was filled in from pasted text."""


@observable
@dataclass(eq=False)
class Pulse:
    """Beats when something changed; a component that gets it as an argument is drawn again."""

    beats: int = 0


class HalfTyped:
    """The fields of one form as typed.

    *note* hears of every change at once and must not wait (`AppState.note_draft`); *check* finds what is wrong.
    """

    def __init__(
        self,
        fields: Mapping[str, str],
        note: Callable[[dict[str, str]], None],
        check: Callable[[Mapping[str, str]], Sequence[Problem]] = lambda _fields: (),
    ) -> None:
        self.fields = dict(fields)
        self.restored = False
        """Whether it began with what was left half-typed last time."""
        self._note, self._check = note, check
        self._touched: set[str] = set()
        self._pulses: dict[str, Pulse] = {}
        self._found: tuple[Problem, ...] = tuple(check(self.fields))

    def text(self, name: str) -> str:
        """What stands in a field now."""
        return self.fields.get(name, "")

    def typed(self, name: str, text: str) -> None:
        """A person typed into a field, which already shows it."""
        if text == self.text(name):
            return
        self.fields = {key: old for key, old in {**self.fields, name: text}.items() if old}
        self._note(self.fields)
        self._look_again({row_of(name), name, ""})

    def put(self, name: str, text: str) -> None:
        """The app changes a field (an offer taken, a unit chosen): the field itself must be drawn again."""
        self.typed(name, text)
        self._beat(f"!{name}")

    def restart(self, fields: Mapping[str, str]) -> None:
        """Begin again with *fields*; every field is drawn again."""
        self.fields = dict(fields)
        self._touched = set()
        self._look_again(())
        for pulse in self._pulses.values():
            pulse.beats += 1

    def confirm(self, problem: Problem) -> None:
        """The person says that what was asked about is right as typed."""
        self.typed(CONFIRMED, "\n".join({*self.confirmed, problem.key}))

    @property
    def confirmed(self) -> frozenset[str]:
        """The keys of the questions answered."""
        return frozenset(self.text(CONFIRMED).splitlines())

    def touch(self, *names: str) -> None:
        """From now on these fields show what is wrong with them."""
        if not self._touched.issuperset(names):
            self._touched.update(names)
            self._look_again({row_of(name) for name in names} | set(names) | {""})

    def touch_all(self) -> None:
        """After a try to save, every field shows what is wrong with it."""
        self.touch(*(one.field for one in self._found))

    @property
    def stops(self) -> tuple[Problem, ...]:
        """What keeps the form from being saved as it is: everything wrong, and every question not yet answered."""
        return self._found

    def problems_at(self, row: str) -> list[Problem]:
        """What is wrong with a field, or with any field of a row ("wbc"), as far as the person has been there."""
        return [one for one in self._found if row in (one.field, row_of(one.field)) and one.field in self._touched]

    def has_any(self, *names: str) -> bool:
        """Whether something was typed into one of these fields."""
        return any(self.text(name) for name in names)

    def any(self) -> Pulse:
        """Beats at every change of the form."""
        return self._pulse("")

    def of(self, name: str) -> Pulse:
        """Beats when a field or a row ("wbc") changed, or what is wrong with it."""
        return self._pulse(name)

    def moved(self, name: str) -> Pulse:
        """Beats when the app itself changed a field."""
        return self._pulse(f"!{name}")

    def _look_again(self, names: Iterable[str]) -> None:
        """Check the form and tell who shows one of *names*, or a problem that came or went."""
        before = {one.key: one.field for one in self._found}
        self._found = tuple(self._check(self.fields))
        after = {one.key: one.field for one in self._found}
        differ = {(before | after)[key] for key in before.keys() ^ after.keys()}
        for name in {*names, *differ, *(row_of(field) for field in differ)}:
            self._beat(name)

    def _pulse(self, name: str) -> Pulse:
        return self._pulses.setdefault(name, Pulse())

    def _beat(self, name: str) -> None:
        if name in self._pulses:
            self._pulses[name].beats += 1


def row_of(field: str) -> str:
    """The row a field stands in: "wbc" of "wbc.text"."""
    return field.partition(".")[0]
