"""What a kept file shows and what it does not: one honest line for each hash, exchange, certificate and time stamp.

The lines stand beside every capture and visit, on the screen and in exports. They claim no more than somebody could show who
does not trust the people that run whosays: all but a time stamp rests on this machine's own word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.records import Visit

if TYPE_CHECKING:
    from whosays.records import Capture

PROOF: dict[str, str] = {
    "hash": "The hash shows that these bytes have not changed since they were taken. It does not show who wrote them, or that"
    " what they say is true.",
    "file": "They were taken from a file of this machine; where that came from, its owner has to say.",
    "member": "They lay in another file of this case, which is kept too.",
    "fetch": "By this machine's own record they are what the address sent it at that time; what it sends to others, or sent"
    " before, may differ.",
    "exchange": "The WARC file holds the exchange as it went over the wire. The server did not sign it, so it is this machine's"
    " own record.",
    "certificate": "The server showed a certificate that was good for its name, so whoever answered held that name's key.",
    "no certificate": "The answer came without encryption; anybody on the way could have changed it.",
    "stamp": "The time stamp shows that the WARC file was there, as it is, at the time that its server signed; it does not show"
    " that what is in it came from the address. whosays has seen that it is about the file, and not who signed it: check that"
    " with the server's certificate. Its worth is that of the server's word.",
    "no stamp": "There is no time stamp, so the time is this machine's own.",
    "gone": "This machine was told that the page is not there; others may still be shown it.",
    "failed": "No answer says anything of the page.",
}


def what_it_proves(record: Capture | Visit) -> str:
    """Return in one line what a capture, or a visit with all that is kept of it, shows and does not show."""
    return " ".join(PROOF[key] for key in lines_for(record))


def lines_for(record: Capture | Visit) -> tuple[str, ...]:
    """Return which lines stand beside a capture or a visit, by their keys in PROOF."""
    return tuple(_of_visit(record)) if isinstance(record, Visit) else ("hash", record.method)


def _of_visit(visit: Visit) -> list[str]:
    if visit.outcome == "failed":
        return ["failed"]
    keys = ["hash", "fetch"] if visit.capture else []
    if visit.outcome == "gone":
        keys.append("gone")
    if visit.exchange:
        keys.append("exchange")
    keys.append("certificate" if visit.certificate else "no certificate")
    keys.append("stamp" if visit.stamp else "no stamp")
    return keys
