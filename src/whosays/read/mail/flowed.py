"""Join the lines of `format=flowed` text (RFC 3676) to the paragraphs that their writer typed."""

from __future__ import annotations

_SIGNATURE = "-- "


def unflow(text: str, *, delete_space: bool) -> str:
    """Return the text with soft line breaks joined; quoted paragraphs keep one run of ">" at their beginning."""
    out: list[str] = []
    held: list[str] = []
    held_depth = 0
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:]
        if words.startswith(" "):
            words = words[1:]  # stuffed, so that no line begins with ">" or "From " by chance
        is_signature = words == _SIGNATURE
        if held and (depth != held_depth or is_signature):
            out.append(_quoted(held_depth, "".join(held).rstrip(" ")))
            held = []
        flows = words.endswith(" ") and not is_signature
        held.append(words[:-1] if flows and delete_space else words)
        held_depth = depth
        if not flows:
            out.append(_quoted(depth, "".join(held)))
            held = []
    if held:
        out.append(_quoted(held_depth, "".join(held).rstrip(" ")))
    return "\n".join(out)


def _quoted(depth: int, words: str) -> str:
    return f"{'>' * depth} {words}" if depth else words
