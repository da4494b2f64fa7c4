"""What a language model answered: strings, and nothing but strings, or the reason why it cannot be read."""

from __future__ import annotations

import json
from dataclasses import dataclass

# More claims than this in one part of a passage are no answer to the question.
_MOST = 200
_DEEPEST = 6  # holders of one chain


class UnreadAnswer(Exception):
    """An answer is not in the form that was asked for. The message is half a sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as a model told it: its content, and holder and cue of each step, the outermost first. Nothing is checked yet."""

    content: str
    said_by: tuple[tuple[str, str], ...]


def read_answer(body: str) -> list[Told | None]:
    """Read the answer of an OpenAI-compatible endpoint (JSON); None stands for a claim that is not in the form asked for.

    Raises UnreadAnswer.
    """
    words = _content(_json(body, "the answer is no JSON"))
    inner = words[words.find("{") : words.rfind("}") + 1]  # some models set it between marks of code, or think aloud first
    told = _json(inner, "the words of the model hold no JSON")
    claims = told.get("claims") if isinstance(told, dict) else None
    if not isinstance(claims, list):
        raise UnreadAnswer("the words of the model hold no list of claims")
    if len(claims) > _MOST:
        raise UnreadAnswer(f"it lists {len(claims):,} claims for one passage")
    return [_told(claim) for claim in claims]


def _json(raw: str, why: str) -> object:
    try:
        found: object = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise UnreadAnswer(why) from error
    return found


def _content(answer: object) -> str:
    """Return the words of the first choice."""
    choices = answer.get("choices") if isinstance(answer, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, str):
        raise UnreadAnswer("the answer holds no words of the model")
    return content


def _told(claim: object) -> Told | None:
    if not isinstance(claim, dict) or not isinstance(claim.get("content"), str):
        return None
    said_by = claim.get("said_by", [])
    if not isinstance(said_by, list) or len(said_by) > _DEEPEST:
        return None
    steps = []
    for step in said_by:
        holder, cue = (step.get("holder", ""), step.get("cue", "")) if isinstance(step, dict) else (None, None)
        if not isinstance(holder, str) or not isinstance(cue, str) or not (holder.strip() or cue.strip()):
            return None
        steps.append((holder, cue))
    return Told(claim["content"], tuple(steps))
