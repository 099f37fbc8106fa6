"""Every screen as a person meets it: pictures to be looked at, a check over the boxes on it, pictures for the stores.

`served` runs the app in this process, `screens` names the screens and how to get there, `window` is the browser's side,
`boxes` finds what is wrong with a layout, `sheets` lays pictures side by side; `python -m tools.screens` does it all.
"""
