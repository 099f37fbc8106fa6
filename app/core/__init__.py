"""What the app knows: medicine, numbers, texts. Pure: no Flet, no files, no clock, no randomness."""
