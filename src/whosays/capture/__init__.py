"""The outside world → Capture."""
