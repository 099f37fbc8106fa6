"""In place of what makes one face of a variable font: our faces are not variable."""


def instantiateVariableFont(*_args, **_kwargs):
    """Refuse."""
    raise NotImplementedError("variable fonts are not read in the browser")
