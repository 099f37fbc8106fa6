"""The day of the next blood test as an iCalendar file (RFC 5545), so that no reminder depends on this app."""

from datetime import UTC, date, datetime, timedelta

from app.core.years import shifted

LINE = 75
"""The longest line in octets, without its end (RFC 5545, 3.1)."""


def ics(day: date, title: str, note: str, uid: str, made: datetime) -> str:
    """An all-day event on *day*, with one reminder at 18:00 the evening before.

    *made* is a time with a zone and *uid* any name that stays the same for the same event: a calendar that imports the
    file twice shows the event once. The event does not block the day (TRANSP), and carries nothing but these words.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Leuko//Leukopenia Companion//EN",
        "BEGIN:VEVENT",
        f"UID:{escape(uid)}",
        f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{shifted(day, timedelta(days=1)):%Y%m%d}",
        f"SUMMARY:{escape(title)}",
        *([f"DESCRIPTION:{escape(note)}"] if note else []),
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escape(title)}",
        "TRIGGER:-PT6H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(fold(line) for line in lines)


def escape(text: str) -> str:
    """*text* as a TEXT value: backslash, semicolon, comma and line ends escaped, other control characters left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in plain if sign == "\n" or ord(sign) >= 32)
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> str:
    """*line* with its end, broken into pieces of at most 75 octets; a character is never broken."""
    pieces: list[str] = []
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > LINE - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += sign
    return "\r\n ".join([*pieces, piece]) + "\r\n"
