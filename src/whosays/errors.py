"""What the user can put right: one small class a case, the message built inside, the next step named."""

from __future__ import annotations


class WhosaysError(Exception):
    """An error that the user can put right. `str(error)` is one line for the terminal; `code` is stable for programs."""

    code = "error"

    def to_json(self) -> dict[str, str]:
        """Return the JSON shape that every rim (command line, API) answers with."""
        return {"error": self.code, "message": str(self)}


class ExtraMissing(WhosaysError):
    """What was asked for needs packages that are not installed with whosays alone."""

    code = "extra-missing"

    def __init__(self, need: str, extra: str) -> None:
        super().__init__(f"{need}; install what is missing with `pip install 'whosays[{extra}]'`")
