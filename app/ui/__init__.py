"""What people see: `shell` (routes, recovery), `theme` (the only literals of style), `parts`, and one file a screen.

A screen shows the state and calls one action of it for each thing a person does. It holds only half-typed things, does
no arithmetic on counts, opens no file, and says nothing that is not in the catalog.
"""
