"""Android and iOS, as far as they can be proven without a phone, a Mac or Flutter: what a build would be made of, which
wheels it may take, and the app itself with the surroundings a phone gives it."""
