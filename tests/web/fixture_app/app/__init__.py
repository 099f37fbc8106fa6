"""An app of one screen, for the tests of the web build."""
