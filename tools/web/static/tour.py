"""Walks through the app as far as it goes without a screen: every module, every Flet name in use, everything shared.

Run in the browser's Python by `python -m tools.web.record`, to write down what is needed, and by the tests, to prove
that what is shipped is enough. `modules` are the app's; `names` the attributes of flet that its code uses.
"""

import importlib
import sys
import types

flet_js = types.ModuleType("flet_js")
flet_js.documentUrl = "http://localhost/"
sys.modules.setdefault("flet_js", flet_js)


def walk(modules, names):
    """Import and share; the first bytes of the PDF."""
    import flet as ft

    for name in names:
        getattr(ft, name, None)  # a name that only an annotation uses may not exist; an import that fails still does
    import flet.messaging.pyodide_connection
    import flet.messaging.session  # noqa: F401

    for name in modules:
        importlib.import_module(name)
    return share()


def share():
    """Make everything that can leave the app, for the demo person."""
    from pathlib import Path

    from app import content
    from app.core.summary import Choice, summarize
    from app.share import csv, fhir, html, pdf, qr, text, transfer
    from tools.sample_cases import NOW, WHO, record

    home = Path(content.__file__).parent.parent
    words = content.load(home / "content", "en")
    for case in WHO.values():
        whole = summarize(record(), case, words, NOW, Choice.model_validate({"days": 60}))
        page = pdf.pdf(whole)
        head = whole.header.model_copy(update={"name": "نور"})
        pdf.pdf(whole.model_copy(update={"header": head}))  # with the Arabic face
        text.full(whole), text.half(whole), text.sms(whole), csv.csv_file(whole), html.page(whole)
        qr.png(qr.plain_text(whole))
        for code in transfer.codes(fhir.bundle(whole)):
            qr.png(code, qr.TRANSFER_VERSION)
        fhir.read(fhir.bundle(whole))
    return bytes(page[:5])
