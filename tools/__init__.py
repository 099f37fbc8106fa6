"""What builds, serves and measures the app. Nothing here is shipped; `app` may not import it."""
