"""Check: the symptom check, one question a screen. `check` leads, `question` asks, `result` says how soon and why."""

from app.ui.quiz.check import Check

__all__ = ["Check"]
