"""Transcripts with time codes: SubRip (SRT), WebVTT, SBV and TTML."""
