"""In place of what cuts faces drawn with cubic curves: ours are TrueType."""
