"""Fields of forms: big targets, the name always visible, the sentence of an error right at the field.

A text field is its own small memoised component. While a person types, its value changes here first and the form hears
of it by `on_change(text)`; the form must put the text in its draft without awaiting anything, so that no key is lost.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import flet as ft

from app.ui import theme
from app.ui.component import component, memo
from app.ui.context import Large
from app.ui.parts.texts import hint, lead, title
from app.words import ltr, ordered, right_to_left

Keyboard = Literal["text", "number", "phone", "email", "lines"]
KEYBOARDS = {
    "text": ft.KeyboardType.TEXT,
    "number": ft.KeyboardType.NUMBER,
    "phone": ft.KeyboardType.PHONE,
    "email": ft.KeyboardType.EMAIL,
    "lines": ft.KeyboardType.MULTILINE,
}


def field_label(words: str) -> ft.Text:
    """A field's name on its edge: one line, because two would lie on what is typed."""
    return ft.Text(words, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)


def field_margin(large: bool) -> ft.Margin | None:
    """Room above a field when the text is *large*: half of its name stands above its edge."""
    return ft.Margin.only(top=theme.SMALL) if large else None


def unit_of(unit: str) -> dict[str, Any]:
    """Where a field shows its *unit*: on the right of the number, in any language."""
    return {"prefix" if right_to_left() else "suffix": ltr(unit) or None}


def text_box(
    label: str,
    value: str,
    keyboard: Keyboard = "text",
    error: str = "",
    help_text: str = "",
    unit: str = "",
    max_length: int | None = None,
    secret: bool = False,
    *,
    large: bool = False,
    **more: Any,
) -> ft.TextField:
    """How every text field looks and what its keyboard does; *more* is what it hears and how it begins."""
    spelled = keyboard in ("text", "lines") and not secret
    return ft.TextField(
        label=field_label(label),
        value=value,
        error=error or None,
        helper=help_text or None,
        helper_max_lines=theme.WHOLE,
        error_max_lines=theme.WHOLE,
        **unit_of(unit),
        keyboard_type=KEYBOARDS[keyboard],
        password=secret,
        multiline=keyboard == "lines",
        min_lines=2 if keyboard == "lines" else None,
        autocorrect=spelled,
        enable_suggestions=spelled,
        max_length=max_length,
        counter="" if max_length else None,
        border=theme.field_border(),
        filled=True,
        fill_color=theme.CARD,
        margin=field_margin(large),
        **more,
    )


@component
def _Field(
    label: str,
    value: str,
    on_change: Callable[[str], Any],
    error: str = "",
    help_text: str = "",
    unit: str = "",
    keyboard: Keyboard = "text",
    autofocus: bool = False,
    on_submit: Callable[..., Any] | None = None,
    max_length: int | None = None,
    disabled: bool = False,
    secret: bool = False,
    focus: int = 0,
) -> ft.Control:
    held = ft.use_ref(value)
    told: ft.MutableRef[set[str]] = ft.use_ref(set)
    # A value this field told the form may come back late, over a newer key; any other value is the form's own change.
    if value == held.current:
        told.current = set()
    elif value not in (told.current or ()):
        held.current, told.current = value, set()

    def typed(event: ft.Event[ft.TextField]) -> None:
        new = event.control.value or ""
        held.current, told.current = new, {*(told.current or ()), new}
        on_change(new)

    drawn: ft.MutableRef[ft.TextField] = ft.use_ref(None)

    async def look_here() -> None:
        if focus and drawn.current:
            await drawn.current.focus()

    ft.use_effect(look_here, [focus])
    field = drawn.current = text_box(
        label, held.current or "", keyboard, error, help_text, unit, max_length, secret,
        large=ft.use_context(Large), autofocus=autofocus, disabled=disabled, on_change=typed, on_submit=on_submit,
    )  # fmt: skip
    return field


_KeptField: Callable[..., Any] = memo(_Field)


def form_field(label: str, value: str, on_change: Callable[[str], Any], *, identifier: str = "", **more: Any) -> Any:
    """A text field: `error`, `help_text`, `unit` (at its end), `keyboard`, `autofocus`, `on_submit`, `max_length`,
    `secret` (hidden while typed). Raising `focus` puts the cursor here, and scrolls to it.

    Give a stable *on_change* (a bound method or `ft.use_callback`) and the same `key=` at every render.
    """
    key = more.pop("key", identifier or label)
    field = _KeptField(label=label, value=value, on_change=on_change, key=key, **more)
    return ft.Semantics(content=field, identifier=identifier) if identifier else field


def picker(
    label: str,
    value: str,
    options: Mapping[str, str],
    on_change: Callable[[str], Any],
    *,
    identifier: str = "",
    help_text: str = "",
    error: str = "",
    disabled: bool = False,
    **more: Any,
) -> ft.Control:
    """One of several, from a list that opens: *options* by value, in words."""
    box = ft.DropdownM2(
        label=field_label(label),
        value=value if value in options else None,
        options=[
            ft.dropdownm2.Option(key=key, text=ordered(words), content=lead(ordered(words)))
            for key, words in options.items()
        ],
        on_change=lambda event: on_change(event.control.value or ""),
        helper=help_text or None,
        error=error or None,
        disabled=disabled,
        text_style=theme.picker_style(),
        border=theme.field_border(),
        filled=True,
        fill_color=theme.CARD,
        **more,
    )
    return ft.Semantics(content=box, identifier=identifier) if identifier else box


def radio_rows(
    label: str,
    value: str,
    options: Mapping[str, str] | Sequence[tuple[str, str, str]],
    on_change: Callable[[str], Any],
    *,
    identifier: str = "",
    show_label: bool = True,
) -> ft.Control:
    """One of a few, all visible, each a big row. *options* by value in words, or (value, words, quiet line)."""
    triples = [(k, w, "") for k, w in options.items()] if isinstance(options, Mapping) else list(options)
    rows = [_row(ft.Radio(value=key), words, note, key == value) for key, words, note in triples]
    group = ft.RadioGroup(
        ft.Column(rows, spacing=theme.SMALL, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        value=value,
        on_change=lambda event: on_change(event.control.value or ""),
    )
    head = [title(label)] if show_label else []
    box = ft.Column([*head, group], spacing=theme.SMALL, tight=True)
    return ft.Semantics(content=box, identifier=identifier or None, label=None if show_label else label, container=True)


def check_row(
    words: str, value: bool, on_change: Callable[[bool], Any], *, note: str = "", identifier: str = ""
) -> ft.Control:
    """A yes that can be taken back, as a big row."""
    box = ft.Checkbox(value=value, on_change=lambda event: on_change(bool(event.control.value)))
    row = _row(box, words, note, value)
    return ft.Semantics(content=row, identifier=identifier) if identifier else row


def _row(control: ft.Radio | ft.Checkbox, words: str, note: str, chosen: bool) -> ft.Control:
    """The control with its words beside it: a label of its own would not break into lines. The whole row is one target
    and one thing to a screen reader."""
    tile = ft.ListTile(
        leading=control,
        title=ft.Text(ordered(words), theme_style=theme.BODY),
        subtitle=hint(note) if note else None,
        toggle_inputs=True,
        content_padding=theme.choice_padding(),
        horizontal_spacing=theme.SMALL,
        min_leading_width=0,
    )
    return ft.Container(
        ft.MergeSemantics(tile),
        bgcolor=theme.ACCENT_SOFT if chosen else theme.CARD,
        border_radius=theme.FIELD_RADIUS,
        border=theme.edge(theme.ACCENT if chosen else theme.LINE),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
