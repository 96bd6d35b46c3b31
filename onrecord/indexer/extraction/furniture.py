"""What in an article's text is not its prose? Datelines, bylines, credits, captions, links and notices."""

from __future__ import annotations

import re
from typing import Final

_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

# MOSCOW (Sputnik) - | LONDON, March 3 (Reuters) — | WASHINGTON, D.C. – | (CNN) - | NEW YORK/PARIS -
_PLACE: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\- ]{2,30}(?:[,/] ?[A-ZÀ-Þ][A-Za-zÀ-þ.'’\- ]{1,24}){0,3}"
_AGENCY: Final = r"\((?:[A-Z][\w.&/ -]{1,30})\)"
_DASH: Final = r"(?:--|[-–—])"
_DATELINE: Final = re.compile(
    rf"\s*(?:{_PLACE}(?:,? {_MONTH} \d{{1,2}}(?:, \d{{4}})?)?,?(?:\s*{_AGENCY}\s*{_DASH}?|\s*{_DASH})"
    rf"|[A-Z][\w.'’\- ]{{2,24}}(?:, [A-Z][\w.' ]{{1,20}})?,? {_AGENCY}\s*{_DASH}"
    rf"|{_AGENCY}\s*{_DASH})\s+(?=\S)"
)
_MAX_DATELINE: Final = 90

_DAY: Final = (
    rf"(?:\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}}|\d{{4}}-\d\d-\d\d|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_DATE_ONLY: Final = re.compile(
    rf"(?P<label>(?:published|updated|posted|last updated|date)\W{{0,2}} ?(?:on )?)?(?:{_WEEKDAY},? )?{_DAY}"
    r"(?:[ ,at-]*\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?\.?",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"[•‣▪◦●*]\s+(?=\S)(?:On [\w '’-]{2,40}:\s+(?=[^\s\"“„«'‘]))?")
# Subtitles: the number and the times of a cue, and the first line of a file of them.
_CUE_LINE: Final = re.compile(r"(?:\d+:)?\d\d:\d\d[.,]\d{3} --> (?:\d+:)?\d\d:\d\d[.,]\d{3}.*|\d{1,5}|WEBVTT\b.*")
_NAME: Final = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){0,3}"
_BYLINE: Final = re.compile(
    rf"(?:By|BY|by|Written by|Story by|From|Report by) {_NAME}(?:(?:,| and| &|,? in|,? for) ?{_NAME}){{0,4}}"
    r"(?:[,|–—-] ?[\w .,@'’|–—-]{2,60})?"
)
_REPORTING: Final = re.compile(r"\(?(?:Additional )?(?:Reporting|Editing|Writing|Compiled|Edited|Translated) by [A-Z]")
_CREDIT: Final = re.compile(
    r"(?:©|\(c\) ?(?:\d{4}|[A-Z])|ⓒ|Copyright (?:©|\(c\)|\d{4}|by\b)|All rights reserved|"
    r"(?:Photo|Photograph|Photography|Picture|Image|File photo|File picture|Video|Audio|Graphic|Illustration|Caption|"
    r"Credit|Courtesy|Source)s?(?: credits?)?(?: ?:| by\b| courtesy\b| ?©| ?/)|"
    r"\[(?:photo|image|picture|video)\b|(?:FILE PHOTO|FILE|PHOTO)\b ?[:–—-])",
    re.IGNORECASE,
)
_CAPTION_END: Final = re.compile(
    r"(?:\b(?:Image|Photo|Photograph|Picture|Credit|Foto)s?: ?[^.:]{2,60}\.?|"
    r"\((?:Photo|Image|Picture|AP Photo|File)[^()]{0,60}\)|"
    r"(?:/|\| ?|\()(?:AFP|AP|Reuters|REUTERS|Getty(?: Images)?|EPA|TASS|Shutterstock|Alamy)\)?\.?|© ?[^.]{2,60})$"
)
# A caption that says how to look at the picture.
_CAPTION: Final = re.compile(
    r"\(?(?:(?:Left|Right|Above|Below|Pictured|From left|L-R):|In this (?:file )?(?:photo|image)\b)"
)
_LINKS: Final = (
    r"read (?:more|also|next|the full)\b",
    r"also read\b",
    r"related(?: (?:stories|articles|coverage|content|news|links?))?(?::|$)",
    r"see also\b",
    r"more on (?:this|the)\b",
    r"more (?:stories|news|from)\b",
    r"recommended(?::|$)",
    r"most read\b",
    r"further reading\b",
    r"(?:watch|listen|in pictures|live|video|podcast|explainer|opinion|analysis)(?: ?:| \|)",
    r"sign up\b",
    r"subscribe\b",
    r"follow (?:us|@|our)\b",
    r"(?:click|tap) here\b",
    r"share (?:this|on)\b",
    r"advertisements?$",
    r"sponsored (?:content|by)\b",
    r"newsletters?$",
    r"download (?:the|our)\b",
    r"join (?:us|our)\b",
    r"get (?:the|our) (?:latest|app)",
    r"comments?$",
    r"(?:tags?|topics?):",
    r"filed under\b",
    r"this (?:story|article|report|page) (?:has been|was|is) (?:updated|corrected|amended|produced|developing)",
    r"this (?:story|article|report|page) was (?:first|originally)\b",
    r"(?:the )?(?:associated press|reuters|afp) contributed\b",
    r"(?:contact|email|e-mail|write to) (?:the author|us|our)\b",
    r"(?:https?://|www\.)\S+$",
    r"end of (?:story|transcript)",
    r"\d+ (?:min|minutes?) read\b",
    r"(?:invented|fictional) (?:article|text)\b",
    r"note: invented\b",
    r"skip to\b",
    r"back to top\b",
    r"continue reading\b",
    r"story continues\b",
    r"(?:image|media) (?:source|caption)\b",
)
_LINK: Final = re.compile("|".join(_LINKS), re.IGNORECASE)
_MAX_NOTICE: Final = 240
_ENDS_LIKE_A_SENTENCE: Final = re.compile(r"[.!?][\"'”’»]?$")


def dateline_end(paragraph: str) -> int:
    """Return where the prose of a paragraph begins behind its dateline, 0 if it has none."""
    match = _DATELINE.match(paragraph, 0, _MAX_DATELINE)
    return match.end() if match else 0


def is_bullet(paragraph: str) -> bool:
    """Whether a paragraph is a point of a list: "• Prices rose."."""
    return _BULLET.match(paragraph) is not None


def bullet_end(paragraph: str) -> int:
    """Return where the prose of a point begins, behind its mark and its topic ("• On money:"); 0 if it is none."""
    match = _BULLET.match(paragraph)
    return match.end() if match else 0


def stands_alone(line: str, *, head: bool) -> bool:
    """Whether a line is no part of a paragraph: "Published: 3 May 2020", at the head "3 May 2020" too; cue times."""
    if " --> " in line and _CUE_LINE.fullmatch(line):
        return True
    match = _DATE_ONLY.fullmatch(line)
    return match is not None and (head or match["label"] is not None)


def is_furniture(paragraph: str, *, head: bool, last: bool) -> bool:
    """Whether a paragraph is a byline, a date, a credit, a caption, a link to elsewhere or a notice.

    `head` says that it stands among an article's first paragraphs, `last` that it is the last one.
    """
    if _CREDIT.match(paragraph) or _CAPTION_END.search(paragraph[-90:]) or _REPORTING.match(paragraph):
        return True
    if len(paragraph) > _MAX_NOTICE:
        return False
    if (
        _DATE_ONLY.fullmatch(paragraph)
        or _CUE_LINE.fullmatch(paragraph)
        or not any(char.isalnum() for char in paragraph)
    ):
        return True
    if _LINK.match(paragraph):
        return not _quotes(paragraph)
    if head or last:
        return bool(_BYLINE.fullmatch(paragraph)) or bool(_CAPTION.match(paragraph))
    return False


def _quotes(paragraph: str) -> bool:
    """Whether a short paragraph is prose all the same: a sentence with a quotation in it."""
    return bool(_ENDS_LIKE_A_SENTENCE.search(paragraph)) and any(mark in paragraph for mark in '"“„«')
