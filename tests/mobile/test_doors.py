"""The doors of a phone: what the app asks the client for, and what it makes of the answer, of none, and of a fault."""

import dataclasses
import sys
from typing import Any, get_type_hints

import flet as ft
import pytest

from app.device import HIDE, Device, Picked
from tests.ui.render import Screen, start

PHONES = {"android": ft.AndroidDeviceInfo, "ios": ft.IosDeviceInfo}


@dataclasses.dataclass
class Phone:
    """A page on a phone, its doors, and the answers the client gives."""

    screen: Screen
    device: Device
    platform: str

    def answer(self, **replies: Any) -> None:
        """What the client answers to each call by name; an exception is a fault."""
        self.screen.client.replies.update(replies)

    @property
    def asked(self) -> list[tuple[str, Any]]:
        return list(self.screen.client.calls)


@pytest.fixture(params=sorted(PHONES))
async def phone(request: pytest.FixtureRequest) -> Phone:
    doors: list[Device] = []

    def main(page: ft.Page) -> None:
        page.session.apply_page_patch({"platform": request.param})
        doors.append(Device(page))

    screen = await start(main)
    return Phone(screen, doors[0], request.param)


def about(kind: type, languages: list[str]) -> dict[str, Any]:
    """What the client says of a device: a plain value in every field, and its languages."""
    plain: dict[Any, Any] = {str: "", int: 0, float: 0.0, bool: True}
    said = {name: plain.get(hint, []) for name, hint in get_type_hints(kind).items()}
    return said | {"locales": [{"language_code": one, "country_code": "XX"} for one in languages]}


async def test_it_knows_where_it_is(phone: Phone) -> None:
    assert phone.device.platform == phone.platform


async def test_the_device_s_languages_are_taken_best_first(phone: Phone) -> None:
    known = about(PHONES[phone.platform], ["ar", "fr"])
    if phone.platform == "android":
        known["version"] = dict.fromkeys(get_type_hints(ft.AndroidBuildVersion), "")
    else:
        known["utsname"] = dict.fromkeys(get_type_hints(ft.IosUtsname), "")
    phone.answer(get_device_info=known)
    assert await phone.device.languages() == ("ar", "fr")


async def test_a_device_that_does_not_say_its_languages_has_none(phone: Phone) -> None:
    phone.answer(get_device_info=None)
    assert await phone.device.languages() == ()


async def test_a_number_is_dialled_as_digits_and_nothing_else(phone: Phone) -> None:
    assert await phone.device.dial("+44 20 7946-0000 (ward)")
    [(name, sent)] = phone.asked
    assert name == "launch_url"
    assert "'tel:+442079460000'" in str(sent)


async def test_a_text_message_is_opened_by_its_link(phone: Phone) -> None:
    assert await phone.device.open("sms:+15550100?body=Neutrophils%200.4")
    [(name, sent)] = phone.asked
    assert name == "launch_url"
    assert "sms:+15550100?body=Neutrophils%200.4" in str(sent)


async def test_a_file_is_shared_with_its_name_and_kind(phone: Phone) -> None:
    phone.answer(share_files={"status": "success", "raw": ""})
    assert await phone.device.share_file("counts.pdf", b"%PDF-", "application/pdf")
    sent = str(phone.asked)
    assert ("counts.pdf" in sent, "application/pdf" in sent) == (True, True)
    phone.answer(share_files={"status": "unavailable", "raw": ""})
    assert not await phone.device.share_file("counts.pdf", b"%PDF-", "application/pdf")


async def test_a_save_dialog_that_was_closed_saved_nothing(phone: Phone) -> None:
    phone.answer(save_file=None)
    assert not await phone.device.save_file("backup.json", b"{}")
    phone.answer(save_file="/storage/backup.json")
    assert await phone.device.save_file("backup.json", b"{}")


async def test_a_file_that_was_chosen_comes_with_its_bytes(phone: Phone) -> None:
    taken: list[tuple[Picked, ...]] = []

    async def take(files: tuple[Picked, ...]) -> None:
        taken.append(files)

    action = phone.device.choose_file(take, "json")
    assert (action.allowed_extensions, action.with_data) == (["json"], True)
    file = {"id": 1, "name": "backup.json", "size": 2, "path": None, "bytes": b"{}"}
    for files in ([file], []):
        await phone.screen.fire(action.file_picker, "result", {"files": files})
    assert taken == [(Picked("backup.json", b"{}"),), ()]


async def test_what_a_phone_does_not_have_is_said_as_no(phone: Phone) -> None:
    assert await phone.device.print_html("<p></p>") is False
    assert not phone.device.reads_codes
    assert await phone.device.scan() is None
    assert await phone.device.read_codes([b"picture"]) == ()
    assert await phone.device.capabilities() == {}
    assert phone.asked == []


async def test_files_of_a_phone_are_kept_and_no_browser_is_spoken_of(phone: Phone) -> None:
    said = await phone.device.storage()
    assert (said.persisted, said.used, said.quota) == (None, None, None)
    assert await phone.device.persist()


FINGER = {"can_check_biometrics": True, "get_available_biometrics": ["fingerprint"]}


async def test_a_phone_that_knows_a_finger_can_be_asked_for_it_and_for_nothing_else(phone: Phone) -> None:
    phone.answer(**FINGER, authenticate=True)
    assert await phone.device.knows_person()
    assert await phone.device.recognises("Open it")
    name, sent = phone.asked[-1]
    assert (name, sent["reason"], sent["biometric_only"]) == ("authenticate", "Open it", True)


@pytest.mark.parametrize(
    "said",
    [
        {"can_check_biometrics": False},
        {"can_check_biometrics": True, "get_available_biometrics": []},
        {"can_check_biometrics": True, "get_available_biometrics": ["tail"]},
        {"can_check_biometrics": None},
    ],
    ids=["no reader", "nobody on file", "a kind nobody knows", "no answer"],
)
async def test_where_the_phone_knows_nobody_it_is_not_offered(phone: Phone, said: dict[str, Any]) -> None:
    phone.answer(**said)
    assert not await phone.device.knows_person()


@pytest.mark.parametrize(
    "said", [False, None, {"error_code": "userCanceled"}, {"error_code": "something new"}, {"error_code": "timeout"}]
)
async def test_whoever_is_not_recognised_stays_out(phone: Phone, said: Any) -> None:
    phone.answer(**FINGER, authenticate=said)
    assert await phone.device.recognises("Open it") is False


async def test_an_app_without_that_package_says_no(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "flet_local_auth", None)
    assert not await phone.device.knows_person()
    assert not await phone.device.recognises("Open it")
    assert phone.asked == []


async def test_a_browser_is_not_asked_for_a_finger_or_to_hide(phone: Phone) -> None:
    phone.screen.page.session.apply_page_patch({"web": True})
    assert not await phone.device.knows_person()
    assert not await phone.device.recognises("Open it")
    assert not await phone.device.hide(True)
    assert phone.asked == []
    assert phone.device.can_hide


async def test_the_window_is_asked_to_hide_by_the_preference_that_native_code_reads(phone: Phone) -> None:
    phone.answer(set=True)
    assert await phone.device.hide(True)
    assert await phone.device.hide(False)
    assert phone.asked == [("set", {"key": HIDE, "value": "yes"}), ("set", {"key": HIDE, "value": ""})]
    phone.answer(set=None)
    assert not await phone.device.hide(True)


async def test_an_app_beside_another_is_not_covered_on_android(phone: Phone) -> None:
    states = {one for one in ft.AppLifecycleState if phone.device.pictured_after(one)}
    away = {ft.AppLifecycleState.HIDE, ft.AppLifecycleState.PAUSE}
    assert states == away | (set() if phone.platform == "android" else {ft.AppLifecycleState.INACTIVE})


async def test_a_tick_is_one_light_one(phone: Phone) -> None:
    await phone.device.tap()
    assert [name for name, _sent in phone.asked] == ["light_impact"]
