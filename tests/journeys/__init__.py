"""The flows as short stories through `AppState`, from what a person does to what is on the disk."""
