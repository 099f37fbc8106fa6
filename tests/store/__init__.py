"""One contract on every disk, a kill in mid-write, damaged files, old files: what was acknowledged is still there."""
