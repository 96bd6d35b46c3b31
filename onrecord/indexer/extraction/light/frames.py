"""Who is said to have said a quotation, and with which word? Cues and noun phrases, found by word lists alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..speakers import Attribution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon
    from .words import Sentence, Word

Stretch = tuple[int, int]

_MAX_PHRASE: Final = 12
_MAX_SKIP: Final = 14
_MAX_SOURCE: Final = 3
# A cue right behind a quotation stands so near: „…“, hat Roe gesagt.
_NEAR: Final = 4
_COMMAS: Final = (",", "–", "—", "-")


@dataclass(frozen=True, slots=True)
class Frame:
    """The cue of a quotation and its speaker's words, as stretches of the sentence; either may be lacking."""

    attribution: Attribution
    cue: Stretch | None = None
    speaker: Stretch | None = None
    near: bool = False


def frame_of(sentence: Sentence, at: int, lexicon: Lexicon) -> Frame | None:
    """Return the frame of the quotation that is the word `at` of its sentence."""
    return _behind(sentence, at, lexicon) or _before_colon(sentence, at, lexicon) or _around(sentence, at, lexicon)


def _behind(sentence: Sentence, at: int, lexicon: Lexicon) -> Frame | None:
    """„…“, sagte Roe. „…“, so Roe. „…“ laut Roe. « … », a dit Roe."""
    i = at + 1
    while i < len(sentence) and sentence[i].text in _COMMAS:
        i += 1
    source = _source_at(sentence, i, lexicon)
    if source is not None:
        return Frame(Attribution.PHRASE, (i, source), phrase_at(sentence, source, lexicon), near=True)
    for cue in range(i, min(i + _NEAR, len(sentence))):
        if sentence[cue].quotation is not None or sentence[cue].is_mark:
            break
        if _is_cue(sentence, cue, lexicon):
            first = cue
            while first > i and sentence[first - 1].lower in lexicon.auxiliaries:
                first -= 1
            between = phrase_at(sentence, i, lexicon)
            if between is None and sentence[i].lower in lexicon.auxiliaries:
                between = phrase_at(sentence, i + 1, lexicon)
            if between is not None and between[1] <= cue:
                return Frame(Attribution.CUE, (cue, cue + 1), between, near=True)
            return Frame(Attribution.CUE, (first, cue + 1), _after(sentence, cue + 1, lexicon), near=True)
    return None


def _before_colon(sentence: Sentence, at: int, lexicon: Lexicon) -> Frame | None:
    """Roe sagte: „…“. Roe: „…“."""
    if at == 0 or sentence[at - 1].text != ":":
        return None
    for cue in range(at - 2, -1, -1):
        if _is_cue(sentence, cue, lexicon):
            return Frame(Attribution.CUE, (cue, cue + 1), _subject(sentence, cue, lexicon), near=True)
    return _by_source(sentence, at, lexicon) or Frame(
        Attribution.COLON, None, phrase_at(sentence, _clause_start(sentence, at - 1), lexicon), near=True
    )


def _around(sentence: Sentence, at: int, lexicon: Lexicon) -> Frame | None:
    """The cue nearest to a quotation in the sentence, the one before it first."""
    cues = [i for i in range(len(sentence)) if _is_cue(sentence, i, lexicon)]
    if not cues:
        return _by_source(sentence, at, lexicon)
    cue = min(cues, key=lambda i: (abs(i - at), i > at))
    return Frame(Attribution.SENTENCE, (cue, cue + 1), _subject(sentence, cue, lexicon))


def _by_source(sentence: Sentence, at: int, lexicon: Lexicon) -> Frame | None:
    """Laut Roe sei das „…“. Roe zufolge sei das „…“."""
    for i in range(len(sentence)):
        source = _source_at(sentence, i, lexicon)
        if (
            source is not None
            and (speaker := phrase_at(sentence, source, lexicon))
            and not speaker[0] <= at < speaker[1]
        ):
            return Frame(Attribution.PHRASE, (i, source), speaker)
        if sentence[i].lower in lexicon.sources_behind:
            first = i
            while first > 0 and i - first < _MAX_PHRASE and not _ends_phrase(sentence[first - 1], lexicon):
                first -= 1
            if first < i and (i + 1 == len(sentence) or sentence[i].lower not in lexicon.prepositions):
                return Frame(Attribution.PHRASE, (i, i + 1), (first, i))
    return None


def _is_cue(sentence: Sentence, i: int, lexicon: Lexicon) -> bool:
    word = sentence[i]
    # das Schreiben is no cue
    return word.lower in lexicon.cues and not (i and lexicon.nouns_capitalised and word.is_capital)


def _source_at(sentence: Sentence, i: int, lexicon: Lexicon) -> int | None:
    """Return where a phrase that names a source ends: laut, nach Angaben."""
    for length in range(min(_MAX_SOURCE, len(sentence) - i), 0, -1):
        # d'après: its elided word is a word of its own
        if " ".join(word.lower for word in sentence[i : i + length]).replace("' ", "'") in lexicon.sources:
            return i + length
    return None


def _subject(sentence: Sentence, cue: int, lexicon: Lexicon) -> Stretch | None:
    """Return the subject of a cue: what its clause begins with, else what stands behind the cue."""
    begin = _clause_start(sentence, cue)
    if any(word.lower in lexicon.nobody for word in sentence[max(begin, cue - 2) : cue + 2]):
        return _after(sentence, cue + 1, lexicon) or _place(sentence, begin, cue, lexicon)
    if cue + 1 >= len(sentence) or sentence[cue + 1].is_mark or sentence[cue + 1].quotation is not None:
        # The verb stands last: wie der Minister am Montag mitteilte
        for i in range(cue - 1, begin - 1, -1):
            opens = i == begin or sentence[i - 1].is_mark
            if opens and sentence[i].lower in lexicon.fillers and (found := _until(sentence, i + 1, cue, lexicon)):
                return found
    while begin < cue and (sentence[begin].is_mark or sentence[begin].lower in lexicon.fillers):
        begin += 1
    found = _until(sentence, begin, cue, lexicon)
    for i in range(begin, cue if found is None else begin):
        # In Bonn wird Roe so zitiert
        if sentence[i].lower in lexicon.auxiliaries and (inner := _until(sentence, i + 1, cue, lexicon)):
            return inner
    return found or _after(sentence, cue + 1, lexicon)


def _until(sentence: Sentence, at: int, cue: int, lexicon: Lexicon) -> Stretch | None:
    """Return the noun phrase that begins at a word, if it ends before the cue."""
    found = phrase_at(sentence, at, lexicon)
    return found if found is not None and found[1] <= cue else None


def _place(sentence: Sentence, begin: int, cue: int, lexicon: Lexicon) -> Stretch | None:
    """Return where it is said: in dem Bericht heißt es."""
    for i in range(begin, cue):
        if sentence[i].lower in lexicon.prepositions:
            return _noun_phrase(sentence, i + 1, lexicon, objects=True)
    return None


def _clause_start(sentence: Sentence, at: int) -> int:
    """Return where the words before `at` begin that no quotation, colon or semicolon parts from it."""
    for i in range(at - 1, -1, -1):
        if sentence[i].quotation is not None or sentence[i].text in (":", ";"):
            return i + 1
    return 0


def _after(sentence: Sentence, at: int, lexicon: Lexicon) -> Stretch | None:
    """Return the noun phrase that follows, behind adverbs and phrases with a preposition."""
    i, limit = at, min(len(sentence), at + _MAX_SKIP)
    within: Stretch | None = None
    impersonal = False
    while i < limit:
        word = sentence[i]
        if word.quotation is not None or word.is_mark:
            break
        if word.lower in lexicon.prepositions:
            found = _noun_phrase(sentence, i + 1, lexicon, objects=True)
            within = within or found
            i = found[1] if found else i + 1
        elif word.lower in lexicon.nobody:
            impersonal = True
            i += 1
        elif (found := phrase_at(sentence, i, lexicon)) is not None and not impersonal:
            return found
        else:
            i += 1
    # heißt es in dem Bericht
    return within if impersonal else None


def phrase_at(sentence: Sequence[Word], at: int, lexicon: Lexicon) -> Stretch | None:
    """Return the noun phrase or the pronoun that begins at a word, with what is set off behind it by commas."""
    if at >= len(sentence) or sentence[at].lower in lexicon.objects:
        return None
    if sentence[at].lower in lexicon.pronouns and not _goes_on(sentence, at, lexicon):
        return at, at + 1
    found = _noun_phrase(sentence, at, lexicon)
    if found is None:
        return None
    end = found[1]
    if end < len(sentence) and sentence[end].text == "(":
        end = next((i + 1 for i in range(end, min(end + 6, len(sentence))) if sentence[i].text == ")"), end)
    if end + 1 < len(sentence) and sentence[end].text == ",":
        more = _noun_phrase(sentence, end + 1, lexicon)
        if more is not None and (more[1] == len(sentence) or sentence[more[1]].is_mark):
            return at, more[1]
    return found


def _goes_on(sentence: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a word that may be a pronoun has its noun behind it: diese Frau."""
    after = sentence[at + 1 : at + 2]
    return sentence[at].lower in lexicon.either and bool(after) and after[0].is_capital


def _noun_phrase(sentence: Sequence[Word], at: int, lexicon: Lexicon, *, objects: bool = False) -> Stretch | None:
    """Return the noun phrase that begins at a word; behind a preposition it may be an object."""
    if at >= len(sentence):
        return None
    word = sentence[at]
    if word.quotation is None and _ends_phrase(word, lexicon):
        return None
    article = word.lower in lexicon.articles or (objects and word.lower in lexicon.objects)
    if not article and not word.is_capital and not (word.quotation is not None and _is_name(word)):
        return None
    end = last = at
    while end < len(sentence) and end - at < _MAX_PHRASE:
        word = sentence[end]
        opens = end == at and article
        if not opens and (_ends_phrase(word, lexicon) or not _belongs(sentence, at, end, lexicon, article=article)):
            break
        end += 1
        if word.quotation is not None or word.is_capital or not (lexicon.nouns_capitalised or not article):
            last = end
    return (at, last) if last > at + (article and not lexicon.nouns_capitalised) else None


def _belongs(sentence: Sequence[Word], at: int, i: int, lexicon: Lexicon, *, article: bool) -> bool:
    word = sentence[i]
    if word.quotation is not None:
        return _is_name(word)
    if word.is_capital or word.lower in lexicon.links or word.lower in lexicon.particles:
        return True
    if not lexicon.nouns_capitalised:
        return article
    # Adjectives stand before the noun, articles before a genitive.
    before = sentence[i - 1] if i > at else None
    return before is None or not before.is_capital or word.lower in lexicon.articles


def _ends_phrase(word: Word, lexicon: Lexicon) -> bool:
    if word.quotation is not None:
        return not _is_name(word)
    if word.is_mark and word.text not in ("/", "&"):
        return True
    return (
        word.lower not in lexicon.links | lexicon.articles
        and word.lower in lexicon.cues | lexicon.auxiliaries | lexicon.prepositions | lexicon.fillers
    )


def _is_name(word: Word) -> bool:
    """Whether a quotation may be a name in a noun phrase: „Die Zeit“."""
    return len(word.text.split()) <= 4 and word.text[:1].isupper() and word.text[-1:] not in ".!?,"
