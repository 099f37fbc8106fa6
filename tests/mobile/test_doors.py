"""The doors of a phone: what the app asks the client for, and what it makes of the answer, of none, and of a fault."""

import dataclasses
from typing import Any, get_type_hints

import flet as ft
import pytest

from app.device import Device
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
    phone.answer(pick_files=[{"id": 1, "name": "backup.json", "size": 2, "path": None, "bytes": b"{}"}])
    picked = await phone.device.pick_file("json")
    assert picked is not None
    assert (picked.name, picked.data) == ("backup.json", b"{}")
    phone.answer(pick_files=[])
    assert await phone.device.pick_file("json") is None


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


async def test_a_tick_is_one_light_one(phone: Phone) -> None:
    await phone.device.tap()
    assert [name for name, _sent in phone.asked] == ["light_impact"]
