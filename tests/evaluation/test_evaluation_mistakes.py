"""Every error in its class, and as a person reads it."""

from __future__ import annotations

import pytest

from onrecord.evaluation.gold import GoldArticle, GoldStatement
from onrecord.evaluation.matching import judge
from onrecord.evaluation.mistake_pages import in_place, pages
from onrecord.evaluation.mistakes import Mistake, mistakes
from onrecord.statement import Article, Evidence, Kind, Link, Statement

TEXT = (
    "Mayor Jane Roe warned of cracks in the dam. She said it held. It rained.\n\n"
    '"We go," Otto Lind said, "at once." The mayor thinks that all is well.\n'
)


def _span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def _gold(
    *words: str, source: str, cue: str, kind: Kind = "indirect", names: tuple[str, ...] = ("Jane Roe",)
) -> GoldStatement:
    return GoldStatement(
        spans=tuple(map(_span, words)), kind=kind, cue=cue, mention=(_span(source),), speaker_names=names
    )


def _found(
    words: str,
    *,
    cue: str | None,
    mention: str | None = None,
    speaker: str | None = "Jane Roe",
    kind: Kind = "indirect",
    quoted: tuple[str, ...] = (),
) -> Statement:
    start, end = _span(words)
    chain = (Link(mention, *_span(mention)),) if mention else ()
    return Statement(
        statement_id="s", article_id="a", text=words, kind=kind, start=start, end=end, cue=cue, speaker=speaker,
        speaker_mention=mention, confidence=0.85, quoted=tuple(map(_span, quoted)),
        evidence=Evidence(attribution="subject of the cue", rule="pronoun", chain=chain),
    )  # fmt: skip


def _mistakes(gold: list[GoldStatement], found: list[Statement]) -> list[Mistake]:
    article = GoldArticle(article=Article(article_id="dam", text=TEXT), genre="", statements=tuple(gold))
    return mistakes([judge(article, found)])


CRACKS = _gold("cracks in the dam", source="Mayor Jane Roe", cue="warned of")
HELD = _gold("it held", source="She", cue="said")
GO = _gold("We go", "at once", source="Otto Lind", cue="said", kind="direct", names=("Otto Lind", "Lind"))


def test_what_is_right_is_no_mistake() -> None:
    found = [
        _found("cracks in the dam", cue="warned", mention="Mayor Jane Roe"),
        _found("it held", cue="said", mention="She"),
        _found('We go," Otto Lind said, "at once.', cue="said", mention="Otto Lind", speaker="Otto Lind", kind="direct",
               quoted=("We go", "at once.")),
    ]  # fmt: skip
    assert _mistakes([CRACKS, HELD, GO], found) == []
    assert pages([]).startswith("0 errors\n     0  missed\n")


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        (HELD, None, [("missed", "indirect, cue of speech")]),
        (None, _found("It rained", cue="Said"), [("spurious", "cue “said”")]),
        (None, _found("It rained", cue=None), [("spurious", "without a cue")]),
        (HELD, _found("it held. It r", cue="said", mention="She"), [("wrong bounds", "ends too late")]),
        (
            CRACKS,
            _found("of cracks in the", cue="warned", mention="Jane Roe"),
            [("wrong bounds", "begins too early, ends too early")],
        ),
        (
            HELD,
            _found("it held", cue="said", mention="She", kind="mixed"),
            [("wrong kind", "mixed instead of indirect")],
        ),
        (HELD, _found("it held", cue=None, mention="She"), [("wrong cue", "none")]),
        (HELD, _found("it held", cue="warned", mention="She"), [("wrong cue", "another one")]),
        (HELD, _found("it held", cue="said"), [("wrong mention", "none")]),
        (HELD, _found("it held", cue="said", mention="The mayor"), [("wrong mention", "another one")]),
        (HELD, _found("it held", cue="said", mention="She", speaker="Otto Lind"), [("wrong person", "pronoun")]),
        (HELD, _found("it held", cue="said", mention="She", speaker=None), [("unknown", "pronoun")]),
    ],
)
def test_every_error_has_its_class(
    gold: GoldStatement | None, found: Statement | None, expected: list[tuple[str, str]]
) -> None:
    made = _mistakes([gold] if gold else [], [found] if found else [])
    assert [(mistake.sort, mistake.detail) for mistake in made] == expected
    assert all(mistake.gold is gold and mistake.found is found for mistake in made)


def test_the_same_words_at_another_place_are_another_mention() -> None:
    # "She" is at the place, the "he" within "The" is not.
    found = _found("it held", cue="said", mention="She")
    elsewhere = Evidence(attribution="a", rule="pronoun", chain=(Link("She", 0, 3),))
    moved = Statement.from_json({**found.to_json(), "evidence": elsewhere.to_json()})
    assert [mistake.sort for mistake in _mistakes([HELD], [moved])] == ["wrong mention"]


def test_a_missed_statement_comes_with_what_overlaps_it() -> None:
    (missed, spurious) = _mistakes([HELD], [_found("it held. It rained", cue="said")])
    assert (missed.sort, spurious.sort) == ("missed", "spurious")
    assert missed.found is spurious.found


def test_the_page_has_counts_and_every_error_in_its_place() -> None:
    found = [
        _found("it held", cue="said", mention="She", speaker="Otto Lind"),
        _found("all is well", cue="thinks", mention="The mayor"),
    ]
    page = pages(_mistakes([HELD, GO], found))
    assert (
        page
        == """\
3 errors
     1  missed
             1  direct, cue of speech
     1  spurious
             1  cue “thinks”
     0  wrong bounds
     0  wrong kind
     0  wrong cue
     0  wrong mention
     1  wrong person
             1  pronoun
     0  unknown


missed: direct, cue of speech (1)
=================================

dam
  gold   direct, cue “said”, by “Otto Lind” = Otto Lind / Lind
         "▶We go◀," Otto Lind said, "▶at once◀."

spurious: cue “thinks” (1)
==========================

dam
  found  indirect, cue “thinks”, by “The mayor” = Jane Roe (0.85)
         The mayor thinks that ▶all is well◀.

wrong person: pronoun (1)
=========================

dam
  gold   indirect, cue “said”, by “She” = Jane Roe
         She said ▶it held◀.
  found  indirect, cue “said”, by “She” = Otto Lind (0.85)
         She said ▶it held◀.
"""
    )


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("It rains. Mr. Roe said it rains. So.", "it rains", "Mr. Roe said ▶it rains◀."),
        ("One.\n\nShe said\nit rains\n\nTwo.", "it rains", "She said ▶it rains◀"),
        ("He said no", "no", "He said ▶no◀"),
        ("no", "no", "▶no◀"),
        ("He said \x1b[31mno", "no", "He said \ufffd[31m▶no◀"),
        ("x" * 500 + "no" + "y" * 500, "no", "… " + "x" * 240 + "▶no◀" + "y" * 240 + " …"),
    ],
)
def test_a_statement_is_shown_in_its_sentence(text: str, words: str, shown: str) -> None:
    start = text.rindex(words)
    assert in_place(text, [(start, start + len(words))]) == shown
