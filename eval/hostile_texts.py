"""Which texts would break an extractor? Real ones that are damaged in every way that we could think of, all seeded."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from onrecord.indexer.readers import read_articles
from onrecord.statement import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parent.parent
FAMILIES = ("\"\"''", "“”‘’", "„“‚‘", "«»‹›", "»«›‹", "``''", "„”‚’", "「」『』", '"""\'', "《》〈〉", "＂＂＇＇")
MARKS = "\"'“”„«»‘’‚‹›`"
BRACKETS = ("()", "[]", "{}", "<>", "（）")
# Controls, zero widths, directions, combining marks, halves of pairs, emoji, what is no character, wide and odd spaces.
ODD = [
    *map(chr, range(32)),
    *"\x7f\x80\x85\x9f\xa0\xad\u2003\u2028\u2029\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\ufffd\uffff",
    *"\u0301\u0308\u20e3\u0489\ud800\udbff\udc00\udfff\u0130\u1e9e\ufb01\u1d54\U0001d538\U000e0041\U0010ffff\u3000²½٣",
    *("😀", "👩\u200d👩\u200d👧", "🇨🇭", "e\u0301", "ﷺ"),
]
RIGHT_TO_LEFT = (
    "قال الوزير", "«نعم»", "الرئيس", "أعلن:", "אמר", "השר", "״כן״", "ראש הממשלה", "\u200f؟", "،", "\u202bنعم\u202c",
)  # fmt: skip
CUES = (
    "said", "he said", "she added:", "according to", "told reporters that", "asked", "said that", "Mr. Belov said",
    "they", "who", "the minister", "no one said", "warned", "“", "claims", "called it", "in the words of",
)  # fmt: skip
LABELS = (
    "Q: ",
    "A: ",
    "MS. ROE: ",
    "THE COURT: ",
    "Anna Roe: ",
    "QUESTION: ",
    "Note: ",
    "AF: ",
    "— ",
    "> ",
    "# ",
    ": ",
)
FOREIGN = ("hat gesagt", "a déclaré", "sagte", "selon", "dijo", "说", "と言った", "сказал", "είπε", "söz dedi İ")
# Most texts are short, so that many fit into the time.
LENGTHS = (40, 80, 120, 200, 300, 500)


def hostile_article(seed: int, number: int) -> Article:
    """Return the article of that number; each depends on its seed and number alone."""
    rng = Random(f"{seed}:{number}")
    text = _random_text(rng) if rng.random() < 0.05 else _damaged(rng)
    # A high and a low half together are one character to JSON, and no reader yields them apart.
    text = re.sub("[\ud800-\udbff](?=[\udc00-\udfff])", "\ufffd", text)
    title = rng.choice(("", "", text.strip().split("\n", maxsplit=1)[0][:100], "Varga: “We will hold”"))
    return Article(article_id=f"{seed}:{number}", text=text, title=title)


def huge_texts() -> dict[str, str]:
    """Return texts that are too long for most."""
    words = " ".join(" ".join(paragraphs()).split())
    mega = 1_000_000
    return {
        "1 MB without a space": "a" * mega,
        "1 MB of letters and stops without a space": "Roe.said,“no”" * (mega // 13),
        "1 MB of quotation marks": "\"“”‘’«»„'" * (mega // 9),
        "1 MB of opening marks": "“" * mega,
        "1 MB of quotations": "“We go,” she said. " * (mega // 19),
        "1 MB of one sentence": (re.sub(r"[.!?:\"“”]", "", words) + " and ") * (mega // len(words) + 1),
        "1 MB of blanks": " \n\t" * (mega // 3),
        "1 MB of right-to-left text": "قال الوزير «نعم» اليوم " * (mega // 23),
        "200 KB of a transcript": "".join(f"MS. ROE: Is it so, {i}?\nMR. LIND: It is, {i}.\n\n" for i in range(4_600)),
        "200 KB of colons": "a: b: " * 33_000,
    }


@cache
def paragraphs() -> list[str]:
    """Return the paragraphs that texts are made of: gold, the cases of the tests, the samples."""
    texts = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "tests" / "gold").rglob("*.txt"))]
    for file in sorted((ROOT / "tests" / "extraction" / "cases").glob("*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        texts.extend(line.replace("\\n", "\n") for line in lines if not line.startswith(("#", ">")))
    samples = read_articles([str(ROOT / "samples")])
    texts.extend(sorted(article.text for article in samples if isinstance(article, Article)))
    return [part.strip() for text in texts for part in text.split("\n\n") if part.strip()]


def _damaged(rng: Random) -> str:
    text = "\n\n".join(rng.choices(paragraphs(), k=rng.choice((1, 1, 2, 3))))
    length = rng.choice(LENGTHS)
    start = rng.randrange(max(1, len(text) - length)) if rng.random() < 0.5 else 0
    text = text[start : start + length]
    for _ in range(rng.choice((1, 1, 2, 3, 4))):
        text = rng.choice(DAMAGES)(rng, text)[: 4 * LENGTHS[-1]]
    return text


def _random_text(rng: Random) -> str:
    words = [
        *MARKS,
        *ODD,
        *RIGHT_TO_LEFT,
        *CUES,
        *FOREIGN,
        *LABELS,
        "Anna Roe",
        "Roe",
        "the dam",
        ".",
        ",",
        "?",
        "\n\n",
    ]
    size = rng.choice((0, 1, 5, 20, 60))
    if rng.random() < 0.3:
        return "".join(chr(rng.randrange(0x110000)) for _ in range(size))
    return rng.choice(("", " ")).join(rng.choices(words, k=size))


def _each(pattern: str, change: Callable[[Random, str], str], share: float) -> Callable[[Random, str], str]:
    """Return the damage that changes a share of what a pattern finds."""
    found = re.compile(pattern)

    def damage(rng: Random, text: str) -> str:
        return found.sub(lambda match: change(rng, match[0]) if rng.random() < share else match[0], text)

    return damage


def _inserted(words: str | tuple[str, ...] | list[str], *, many: int = 6) -> Callable[[Random, str], str]:
    """Return the damage that puts some of these anywhere."""

    def damage(rng: Random, text: str) -> str:
        for _ in range(rng.randint(1, many)):
            at = rng.randint(0, len(text))
            text = text[:at] + rng.choice(words) + text[at:]
        return text

    return damage


def _restyled(rng: Random, text: str) -> str:
    """Write quotation marks in another family, sometimes in another one for each paragraph."""
    parts = []
    for part in text.split("\n\n"):
        outer, closing, inner, inner_closing = rng.choice(FAMILIES)
        table = {'"': rng.choice((outer, closing)), "“": outer, "”": closing, "‘": inner, "’": inner_closing}
        parts.append(part.translate(str.maketrans(table)))
    return "\n\n".join(parts)


def _nested(rng: Random, text: str) -> str:
    depth = rng.choice((2, 3, 10, 100))
    pairs = [rng.choice((*BRACKETS, "“”", "‘’", '""', "''", "«»", "„“")) for _ in range(depth)]
    start, end = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
    opened, closed = "".join(pair[0] for pair in pairs), "".join(pair[1] for pair in reversed(pairs))
    return text[:start] + opened + text[start:end] + closed + text[end:]


def _labelled(rng: Random, text: str) -> str:
    return "\n".join(rng.choice(LABELS) + line for line in re.split(r"\n+|(?<=[.?!”\"]) ", text))


def _joined(rng: Random, text: str) -> str:
    return re.sub(r"\n+", rng.choice(("", " ", "\n", "\r\n", "\u2028", "\t")), text)


def _wrapped(rng: Random, text: str) -> str:
    """Break lines as wire copy and old scans do, some in the middle of a word."""
    width = rng.choice((20, 45, 60, 70))
    lines = [text[at : at + width] for at in range(0, len(text), width)]
    return rng.choice(("\n", "-\n", "\n   ", "\u00ad\n", " \n")).join(lines)


def _repeated(rng: Random, text: str) -> str:
    start = rng.randint(0, len(text))
    part = text[start : start + rng.choice((1, 2, 5, 30))]
    return text[:start] + part * rng.choice((2, 5, 40)) + text[start:]


def _shuffled(rng: Random, text: str) -> str:
    words = re.findall(r"\S+\s*", text)
    rng.shuffle(words)
    return "".join(words)


def _cut(rng: Random, text: str) -> str:
    start, end = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
    return rng.choice((text[:start], text[start:], text[start:end], text[:start] + text[end:]))


DAMAGES = (
    _each(f"[{MARKS}]", lambda rng, mark: rng.choice(MARKS), 0.5),
    _each(f"[{MARKS}]", lambda rng, mark: "", 0.4),
    _each(f"[{MARKS}]", lambda rng, mark: mark * rng.choice((2, 3)), 0.4),
    _each(r"[.,:;!?]", lambda rng, stop: rng.choice(("", "..", "…", "—", " ", ":", stop * 8)), 0.4),
    _each(r"\s", lambda rng, space: rng.choice((" ", "\n", "\n\n", "\t", "\xa0", "\r\n", "")), 0.2),
    _each(r"\b\w+", lambda rng, word: rng.choice(RIGHT_TO_LEFT), 0.2),
    _each(r"\b\w+", lambda rng, word: rng.choice((*CUES, *FOREIGN)), 0.2),
    _each(r"\b\w+", lambda rng, word: rng.choice((word.upper(), word.lower(), word.title(), word.swapcase())), 0.5),
    _each(r"\w", lambda rng, letter: rng.choice("l1I|0O5S8B,.'’"), 0.05),
    _each(r" ", lambda rng, space: "", 1.0),
    _each(r"\b\w", lambda rng, letter: rng.choice(("[1]", "(2)", "<b>", "</q>", "&amp;", "¹", "**", "http://x.y/")), 0.1),
    _inserted(MARKS),
    _inserted(ODD),
    _inserted(ODD, many=60),
    _inserted(("a" * 500, "“" * 200, "ab." * 200, "-" * 300, ": " * 200, "Ann Roe, " * 60, "(" * 200, "said " * 100), many=1),
    _restyled,
    _nested,
    _labelled,
    _joined,
    _wrapped,
    _repeated,
    _shuffled,
    _cut,
    lambda rng, text: text.upper(),
    lambda rng, text: text[::-1],
    lambda rng, text: rng.choice(("", " ", "\n\n\n", " \t\u3000\r\n", "\x00")),
)  # fmt: skip


def growing_texts() -> Mapping[str, Callable[[int], str]]:
    """Return families of text, each as a function that makes one of a given length in characters."""
    prose = [part for part in paragraphs() if len(part) > 200]
    return {
        "plain prose": _units(lambda i: prose[i % len(prose)] + "\n\n"),
        "a paragraph of quotations": _units(lambda i: f"“We will pay for it,” said Ann Roe. “It is {i} too late.” "),
        "one sentence": _units(lambda i: f"and the dam of village {i} held though nobody had mended it since the war "),
        "no spaces": lambda size: "a" * size,
        "turns": _units(lambda i: f"MS. ROE: Did you see the dam on day {i}?\n\nMR. LIND: I saw it, {i}.\n\n"),
        "questions and answers": _units(lambda i: f"Q: Why is it {i}?\nA: Because Ann Roe said that it was.\n"),
        "speakers of one turn": _units(lambda i: f"{_name(i).upper()}: It was day {i}, and we had no water.\n\n"),
        "names": _units(lambda i: f"{_name(i)}, a baker, said it was so. He added that it was late.\n\n"),
        "names of one surname": _units(
            lambda i: f"{_name(i).split()[1]} Roe, a baker, said no. Roe added that so it was. "
        ),
        "firms of one name": _units(lambda i: f"Bank {_name(i)} Holdings Inc. said it was so. The Bank said no.\n\n"),
        "quoted words": _units(
            lambda i: f"Ann Roe called village {i} a “lost place” and said it was “not so bad” there. "
        ),
        "answers among many": _units(
            lambda i: f"{_name(i).upper()}: It was so.\nQ: Why is it {i}?\nA: Because it was.\n"
        ),
        "names in a paragraph": _units(lambda i: f"{_name(i)} said it was so, and {_name(i + 7)} said no. "),
        "headings": _units(lambda i: f"A heading of chapter {i}\n\n"),
        "headings over prose": _units(lambda i: f"Chapter {i}\n\nThe mayor said that the dam would hold.\n\n"),
        "unclosed marks": _units(lambda i: f"“We will go to village {i}, said Ann Roe, and nobody else.\n\n"),
        "unclosed marks in a paragraph": _units(lambda i: f"“We will go to village {i}, said Ann Roe. "),
        "single marks": _units(lambda i: f"'We don't know the boys' name,' said Ann Roe. 'It's {i} o'clock.' "),
        "nested marks": _units(lambda i: f"“He said ‘no, “never {i}” again’ to us,” said Ann Roe. "),
        "bracket after bracket": lambda size: "(" * size,
        "mark after mark": lambda size: "“" * size,
        "cue after cue": _units(lambda i: "said "),
        "wrapped lines": _units(lambda i: f"The mayor of the town said on Monday that dam {i} and its wall would\n"),
        "pronouns": _units(lambda i: f"He said it was {i}. She said it was not. They said that they knew.\n\n"),
        "right-to-left": _units(lambda i: f"قال الوزير «نعم {i}» اليوم. "),
    }


def _units(unit: Callable[[int], str]) -> Callable[[int], str]:
    def text(size: int) -> str:
        parts: list[str] = []
        length = i = 0
        while length < size:
            parts.append(unit(i))
            length += len(parts[-1])
            i += 1
        return "".join(parts)

    return text


def _name(i: int) -> str:
    """Return a name that no other number has."""
    first = ("Ann", "Otto", "Ines", "Karl", "Mary", "Ali", "Jun", "Eve")[i % 8]
    letters = "".join("bdfgklmnpr"[int(digit)] + "aeiouaeiou"[int(digit)] for digit in str(i))
    return f"{first} {letters.capitalize()}son"
