"""What each rule does that proposes a record, one sentence a rule: `by` of the record is its name.

A rule that finds many things by one table (dates by their patterns) has one sentence under the name in front of the slash.
"""

from __future__ import annotations

RULES: dict[str, str] = {
    "capture/members": "A file in an archive, a mail or a document is a member of it.",
    "citations": "A mark in the text and a note with the same number belong together.",
    "claims/accuse-of": 'A verb of accusing with "of" and what somebody is accused of.',
    "claims/according-to": '"According to X", "in X\'s view" or "as X says" beside a clause: the clause is X\'s.',
    "claims/aim": "A verb of aiming or purpose with an infinitive: what somebody aims at, or what something is meant for.",
    "claims/apposition": "A description beside a name, set off by commas.",
    "claims/call-for": 'A verb of demanding with "for" and what is demanded.',
    "claims/call-name": "A verb of naming with an object and what it is called.",
    "claims/call-on": 'A verb of calling "on" or "upon" somebody to do something.',
    "claims/caption": "A part of a caption: what the picture shows.",
    "claims/clause": "A verb of saying or thinking with the clause that is said or thought.",
    "claims/describe-as": 'A verb of describing with an object and "as": what it is described as.',
    "claims/description": "What a row of a list says of the name that it begins with.",
    "claims/displayed-words": "Words in quotation marks behind a word for a slogan, a sign or a title: they are displayed.",
    "claims/goal": 'A noun for a goal with "is to" and an infinitive: what the goal\'s owner wants.',
    "claims/heading": "A heading with a verb: what it states.",
    "claims/infinitive": 'A verb of saying, wanting or asking with an infinitive behind "to".',
    "claims/object": "A verb of judging, praising, rejecting or announcing with its object: what it is about.",
    "claims/own-clause": "A clause that can stand alone and that nobody else is said to have stated: the author's own.",
    "claims/participle": "A participle that opens a sentence or hangs on a name: what it says of the name.",
    "claims/relative-clause": 'A clause with "who", "which" or "that" on a name: what it says of the name.',
    "claims/report-on": 'A verb of reporting with "on", "about", "of" or "against" and what it is about.',
    "claims/self-description": "A verb of describing with its own subject as object: what somebody says that he is.",
    "claims/speech-noun": 'A noun of saying ("claim", "view") with the clause that is claimed.',
    "claims/words-alone": "A sentence read by its words alone, as no language model is installed.",
    "dates": "A date in words or figures, read by a pattern of its language and calendar; the word behind the slash names it.",
    "events/dated": "A name of an event with a date beside it.",
    "events/edition": "A name of an event with a date beside it, one of a series that the document names.",
    "events/name": "A name of an event.",
    "events/series": "A name of an event that returns, by its rule or by several dated editions.",
    "lists": "Rows that are alike: numbered, marked, or of a table; each begins with a name.",
    "names/acronym": "A full name and its short form, of which one stands in brackets behind the other.",
    "names/campaign": "Words in quotation marks beside a word for a campaign.",
    "names/consistency": "A name found elsewhere in the document, looked for in all of it.",
    "names/cue": "Capitalised words beside a word or title that says what they name.",
    "names/edition": "A name of an event with the year or number of its edition.",
    "names/entry": "The name of a row of a list.",
    "names/epithet": "A phrase that stands for a place or body and is no name of it, from the table of epithets.",
    "names/government": 'A word for a people with "government", "regime" or the like behind it.',
    "names/handle": "A handle of an account: @ and its name.",
    "names/hashtag": "A hashtag: # and a word.",
    "names/head": "Capitalised words whose last or first noun says what they name.",
    "names/known": "A name that everybody knows: a country, or from the table of known names.",
    "names/model": "What the language model takes for a name, trimmed.",
    "names/people": "A word for a people, faith or world view, from the table of peoples.",
    "names/quoted": "Words in quotation marks, each main word with a capital.",
    "read/links": "A link that the file itself holds.",
    "read/posts": "What the export of a social network says of a post and what it answers or shares.",
    "trace/citations": "An address or number in a note, and the source or note that it points to.",
    "trace/pictures": "Two pictures that look alike.",
}


def tell_rule(by: str) -> str | None:
    """Return what the rule does that `by` names; None for a name that is no rule of whosays (a person's, a plug-in's)."""
    return RULES.get(by) or RULES.get(by.partition("/")[0])
