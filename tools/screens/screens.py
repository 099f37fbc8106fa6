"""Every screen: its name, its address, the record it wants, and what is pressed there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from app.core.sample import SAMPLE_ID
from app.state import AppState
from app.words import _

Stage = Literal["welcome", "empty", "demo", "locked"]
"""The record behind a screen: before the intended use was read, nothing in it, the demo person, behind a PIN."""


@dataclass(frozen=True)
class Screen:
    """`presses` are identifiers of what is pressed after arriving; `draft` is what was half-typed before."""

    name: str
    route: str
    stage: Stage = "demo"
    presses: tuple[str, ...] = ()
    draft: tuple[str, dict[str, str]] | None = None


EMERGENCY = {"age": "16_to_64_years", "danger_signs": "severe_breathlessness", "at": "result"}
CALM = {
    "age": "16_to_64_years", "danger_signs": "none", "temperature": "36_0_to_37_4", "temperature_text": "36.8",
    "temperature_unit": "C", "temperature_site": "mouth", "fever_masked": "no", "unwell": "no",
    "cancer_treatment": "none", "neutrophils": "1_0_to_1_49", "team_plan": "no", "medicines": "none",
    "special_groups": "none", "infection_signs": "none", "bleeding": "none", "vaginal_bleeding": "none",
    "anaemia": "none", "longer_picture": "none", "at": "result",
}  # fmt: skip
CHILD = {**CALM, "age": "6_months_to_4_years"}

SCREENS = (
    Screen("welcome", "/", "welcome"),
    Screen("empty-home", "/", "empty"),
    Screen("empty-check", "/check", "empty"),
    Screen("empty-log", "/log", "empty"),
    Screen("empty-share", "/share", "empty"),
    Screen("empty-fever", "/fever", "empty"),
    Screen("empty-people", "/people", "empty"),
    Screen("home", "/"),
    Screen("learn", "/learn"),
    Screen("section", "/learn/help-now"),
    Screen("check", "/check"),
    Screen("question", "/check", presses=("quiz-start",)),
    Screen("result", "/check", presses=("quiz-resume",), draft=("quiz", EMERGENCY)),
    Screen("result-calm", "/check", "empty", presses=("quiz-resume",), draft=("quiz", CALM)),
    Screen("result-other", "/check", presses=("quiz-resume",), draft=("quiz", CHILD)),
    Screen("log", "/log"),
    Screen("alarm", "/log/add/alarm"),
    Screen("add-test", "/log/add/test"),
    Screen("add-temperature", "/log/add/temperature"),
    Screen("add-event", "/log/add/event"),
    Screen("add-symptoms", "/log/add/symptoms"),
    Screen("paste", "/log/add/paste"),
    Screen("import", "/log/add/import"),
    Screen("entry", "/log/edit/{test}"),
    Screen("trend", "/log/trend/neutrophils"),
    Screen("bin", "/log/bin"),
    Screen("share", "/share"),
    Screen("open", "/share/open"),
    Screen("fever", "/fever"),
    Screen("settings", "/settings"),
    Screen("people", "/people"),
    Screen("person", "/people/sample"),
    Screen("person-new", "/people/new"),
    Screen("about", "/about"),
    Screen("locked", "/", "locked"),
)
"""In the order of their records: each stage goes on from the one before."""


async def _seen(state: AppState) -> None:
    await state.keep_settings(intended_use_seen=state.today(), emergency_number="112")


async def _demo(state: AppState) -> None:
    await _seen(state)
    await state.add_sample(_)


async def _locked(state: AppState) -> None:
    await _demo(state)
    await state.set_lock("pin", "271828", fever=True)
    await state.lock_now()


STAGES: dict[Stage, Callable[[AppState], Awaitable[None]]] = {
    "empty": _seen, "demo": _demo, "locked": _locked,
}  # fmt: skip


async def set_the_stage(state: AppState, stage: Stage) -> None:
    """Give the open record what *stage* needs; nothing for the first."""
    if stage in STAGES:
        await STAGES[stage](state)
    state.notice = None


async def speak(state: AppState, language: str) -> None:
    """Choose *language* in the settings; the demo person is told again in it."""
    await state.keep_settings(language=language)
    if state.record.person(SAMPLE_ID) and not state.locked:
        await state.add_sample(_)
    state.notice = None


async def before(state: AppState, screen: Screen) -> str:
    """What must be so before *screen* is opened; returns its address."""
    if screen.draft:
        form, fields = screen.draft
        await state.keep_draft(form, {"begun": state.now().isoformat(), **fields})
    elif state.draft("quiz"):
        await state.drop_draft("quiz")
    tests = state.log.tests if not state.locked and state.record.people else ()
    return screen.route.format(test=tests[-1].id if tests else "")
