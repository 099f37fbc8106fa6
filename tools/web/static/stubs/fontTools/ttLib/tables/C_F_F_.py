"""In place of the reader of faces drawn with cubic curves: ours are TrueType. A table with no methods of its own."""

from fontTools.ttLib.tables.DefaultTable import DefaultTable


class table_C_F_F_(DefaultTable):
    """Its bytes, as they are."""
