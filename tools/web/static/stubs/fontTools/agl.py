"""In place of Adobe's list of names of glyphs: a glyph is called by the number of its character, as `uni00E9`.

No face made here stores names, and ours have none.
"""

UV2AGL = {}
AGL2UV = {}
