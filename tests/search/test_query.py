"""What a query is understood as, and that no query is ever an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.query import MAX_WORDS, All, AnyOf, Filter, Loose, Not, Query, parse_query, plain_query
from onrecord.storage.keyword import Fuzzy, Phrase, Prefix, Word, words


def parts(text: str) -> tuple[object, ...]:
    query = parse_query(text)
    assert query.notice is None, query.notice
    return query.node.parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("energy prices", (Word("energy"), Word("prices"))),
        ("US-Russia", (Word("US-Russia"),)),
        ('"energy prices" gas', (Phrase("energy prices"), Word("gas"))),
        ("“energy prices”", (Phrase("energy prices"),)),
        ("«prix de l’énergie»", (Phrase("prix de l’énergie"),)),
        ("„flood wall“ levy", (Phrase("flood wall"), Word("levy"))),
        ("„flood wall”", (Phrase("flood wall"),)),
        ("gas AND prices", (All((Word("gas"), Word("prices"))),)),
        ("gas OR oil coal", (AnyOf((Word("gas"), Word("oil"))), Word("coal"))),
        ("a AND b OR c AND d", (AnyOf((All((Word("a"), Word("b"))), All((Word("c"), Word("d"))))),)),
        ("gas NOT oil", (Word("gas"), Not(Word("oil")))),
        ("NOT NOT gas", (Not(Not(Word("gas"))),)),
        ("gas AND NOT oil", (All((Word("gas"), Not(Word("oil")))),)),
        ("(gas oil) AND prices", (All((Loose((Word("gas"), Word("oil"))), Word("prices"))),)),
        ("speaker:peskov nato", (Filter("speaker", "peskov"), Word("nato"))),
        ('SPEAKER:"Dmitry Peskov"', (Filter("speaker", "Dmitry Peskov"),)),
        ("outlet:Reuters OR outlet:AFP", (AnyOf((Filter("outlet", "Reuters"), Filter("outlet", "AFP"))),)),
        ("kind:DIRECT", (Filter("kind", "direct"),)),
        ("confront* wrod~", (Prefix("confront"), Fuzzy("wrod"))),
        ("and or not", (Word("and"), Word("or"), Word("not"))),
        ("url:x", (Word("url:x"),)),
        ("what? — gas …", (Word("what?"), Word("gas"))),
        ("can't stop", (Word("can't"), Word("stop"))),
        ("to be or not to be", tuple(Word(w) for w in ["to", "be", "or", "not", "to", "be"])),
        ("co\u00adoper\u200bate gas", (Word("cooperate"), Word("gas"))),
        ("*", ()),
        ("()", ()),
        ("NOT ()", ()),
        ("() OR (— ())", ()),
        ("gas ()", (Word("gas"),)),
        ("gas NOT NOT ()", (Word("gas"),)),
        ("gas AND ()", (Word("gas"),)),
        ("gas AND () AND oil", (All((Word("gas"), Word("oil"))),)),
        ("() OR gas OR oil", (AnyOf((Word("gas"), Word("oil"))),)),
        ("", ()),
        ("gas\x00\x1b[31m\u202eprices\n", (Word("gas"), Word("[31m"), Word("prices"))),
    ],
)
def test_a_query_is_understood(text: str, expected: tuple[object, ...]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('gas "prices', "a quotation mark has no partner"),
        ("(gas", "an opening parenthesis has no partner"),
        ("gas)", "a closing parenthesis has no partner"),
        ("gas AND", "an operator has nothing behind it"),
        ("NOT", "an operator has nothing behind it"),
        ("gas (oil OR) coal", "an operator has nothing behind it"),
        ("OR gas", "OR has nothing before it"),
        ("kind:loud gas", "kind:loud is none of direct, mixed, indirect"),
        ("speaker:(a b)", "speaker: has no name behind it"),
        ("speaker: gas", "speaker: has no name behind it"),
        ("gas Outlet:", "outlet: has no name behind it"),
        ('speaker:"" gas', "speaker: has no name behind it"),
        ("speaker:- gas", "speaker: has no name behind it"),
        ('kind:"" gas', "kind: has no name behind it"),
        ("(" * 60 + "gas" + ")" * 60, "the query is nested more than 50 deep"),
        ("NOT " * 60 + "gas", "the query is nested more than 50 deep"),
    ],
)
def test_what_does_not_parse_is_searched_as_plain_words_and_said(text: str, reason: str) -> None:
    query = parse_query(text)
    assert query.notice == f"{reason}: searched as plain words"
    assert all(isinstance(part, Word) for part in query.node.parts)
    if "gas" in text:
        assert Word("gas") in query.node.parts


def test_a_plain_query_means_nothing_but_its_words() -> None:
    query = plain_query('He said: "No (gas) AND oil" speaker:x')
    assert query.node.parts == tuple(Word(w) for w in ("He", "said:", "No", "gas", "AND", "oil", "speaker:x"))
    assert query.words == 'He said: "No (gas) AND oil" speaker:x'
    assert query.notice is None
    assert plain_query("— ?").clauses == ()


def test_punctuation_stays_for_the_encoder_where_it_is_no_language() -> None:
    assert parse_query("Who pays, and when?").words == "Who pays, and when?"
    assert parse_query("Who pays? NOT gas").words == "Who pays?"


def test_what_must_not_be_there_is_not_searched_for() -> None:
    query = parse_query('gas NOT oil speaker:ann "cold winter" AND NOT (coal peat)')
    assert query.clauses == (Word("gas"), Phrase("cold winter"))
    assert query.words == "gas cold winter"


def test_the_encoder_reads_the_words_without_the_language() -> None:
    assert parse_query('speaker:ann (gas OR oil*) "in winter" kind:direct').words == "gas oil in winter"
    assert parse_query("speaker:ann").words == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(flood OR storm) AND levy", "flood storm levy"),
        ('confront* "flood damage"', "confront flood damage"),
        ("confrontaton~", "confrontaton"),
        ("(Who pays?) Nobody, so far.", "Who pays? Nobody, so far."),
        ("flood NOT ()", "flood"),
        ("flood AND NOT (storm OR hail)", "flood"),
    ],
)
def test_no_sign_of_the_language_reaches_the_encoder(text: str, expected: str) -> None:
    assert parse_query(text).words == expected


def test_a_query_of_ten_thousand_words_is_cut_and_said() -> None:
    query = parse_query(" ".join(f"word{i}" for i in range(10_000)))
    assert query.notice == "the query has more than 1,000 words: the first 1,000 are searched"
    assert len(query.words.split()) == MAX_WORDS
    assert query.words.split()[-1] == "word999"
    long_phrase = parse_query('"' + "very " * 3_000 + '"')
    assert len(words(long_phrase.words)) == MAX_WORDS
    assert parse_query("word " * 1_000).notice is None
    just_over = parse_query('"' + "word " * 1_000 + '" end')
    assert [clause.text.split() for clause in just_over.clauses] == [["word"] * 1_000]


def test_a_cut_takes_words_from_the_ranking_and_nothing_from_the_meaning() -> None:
    many = " ".join(f"word{i}" for i in range(1_001))
    query = parse_query(f'{many} speaker:ann ("in winter" OR gas)')
    assert query.node.parts[:2] == (Word("word0"), Word("word1"))
    assert query.node.parts[1_000:] == (
        Word("word1000"),
        Filter("speaker", "ann"),
        Loose((AnyOf((Phrase("in winter"), Word("gas"))),)),
    )
    assert query.clauses == tuple(Word(f"word{i}") for i in range(1_000))
    assert query.notice == (
        "the query has more than 1,000 words: the first 1,000 are searched; what it requires holds as a whole"
    )
    assert parse_query(f'"gas {many}').notice == (
        "a quotation mark has no partner: searched as plain words; "
        "the query has more than 1,000 words: the first 1,000 are searched"
    )


@given(st.text(alphabet=st.sampled_from('ab "“”„«»()*~:-_.ANDORNOT\x00\ud800\u202e'), max_size=60))
def test_no_query_is_an_error(text: str) -> None:
    check(parse_query(text))


@given(st.text(max_size=200))
def test_no_text_is_an_error(text: str) -> None:
    check(parse_query(text))


def check(query: Query) -> None:
    assert all(clause.text for clause in query.clauses)
    assert bool(query.clauses) == bool(query.words)
