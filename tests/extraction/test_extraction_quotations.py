from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.indexer.extraction.quotations import find_quotations, opening_mark

MARKS = "\"“”„«»'‘’`"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"We go," he said. "Now."', ["We go,", "Now."]),
        ("'We will win,' he said. 'The workers' rights matter.'", ["We will win,", "The workers' rights matter."]),
        ("the '90s and rock 'n' roll, it's", []),
        ('a 6\'2" man with a 19" screen said "no"', ["no"]),
        ("“A “B” C” x", ["A “B” C"]),
        ("„So ist es“, sagte er. »Nein«", ["So ist es", "Nein"]),
        ("»Ja« und »nein«", ["Ja", "nein"]),
        ("«Oui», dit-il", ["Oui"]),
        ("« Oui », dit-il", ["Oui"]),
        ('He said," We go". ok', ["We go"]),
        ('"lost, he said. "Found," she said.', ["Found,"]),
        ('“mixed" he said. ”Swedish” ', ["mixed"]),
        ("”Ja”, sade hon.", ["Ja"]),
        ("'He said \"no\" to me,' she said.", ['He said "no" to me,']),
        ("\"He said 'no' to me,\" she said.", ["He said 'no' to me,"]),
        ("He called it 'the workers' paradise'.", ["the workers' paradise"]),
        ("``Yes,'' he said.", ["Yes,"]),
        ("「はい」と言った", ["はい"]),
        ('"We go', []),
        ('We go"', []),
        ("The boss' car and 'the end'", ["the end"]),
        ("‘It’s the girls’ turn,’ she said.", ["It’s the girls’ turn,"]),
        ("It’s the girls’ turn.", []),
        ('""', []),
        ('("Yes")', ["Yes"]),
        ('—"Yes"—', ["Yes"]),
    ],
)
def test_marks_pair_as_a_reader_pairs_them(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == quoted


def test_a_quotation_left_open_goes_on_where_the_next_paragraph_reopens() -> None:
    text = 'He said: "We go. And we come back.'
    assert find_quotations(text) == []
    (found,) = find_quotations(text, reopened='"')
    assert (text[found.start : found.end], found.unclosed) == ("We go. And we come back.", True)
    assert find_quotations(text, reopened="“") == []


def test_a_quotation_with_its_frame_inside_has_lost_its_mark() -> None:
    assert find_quotations('"We go, said Roe.', reopened='"') == []
    assert find_quotations('"We go, she said on Monday.', reopened='"') == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [('"So', '"'), ("“So", "“"), ("'So", "'"), ("'90s", ""), ("``So", "``"), ("So", ""), ("", ""), ("»So«", "»")],
)
def test_the_opening_mark_of_a_paragraph_is_known(text: str, mark: str) -> None:
    assert opening_mark(text) == mark


@given(st.text(alphabet=st.sampled_from("ab .,?!s90n\n" + MARKS), max_size=80), st.sampled_from(["", '"', "“", "'"]))
def test_quotations_are_in_order_apart_and_inside_their_marks(text: str, reopened: str) -> None:
    found = find_quotations(text, reopened=reopened)
    last_end = 0
    for quotation in found:
        assert last_end <= quotation.outer_start < quotation.start < quotation.end <= quotation.outer_end <= len(text)
        assert text[quotation.outer_start] in MARKS
        assert quotation.unclosed or text[quotation.outer_end - 1] in MARKS
        # Between the mark and the words there is nothing but white space (and the second half of a double mark).
        assert text[quotation.outer_start + 1 : quotation.start].strip(" \n`") == ""
        assert text[quotation.start : quotation.end] == text[quotation.start : quotation.end].strip()
        last_end = quotation.outer_end


@given(st.lists(st.text(alphabet="abc ,.", min_size=1, max_size=12).filter(str.strip), max_size=5))
def test_well_formed_quotations_come_back_word_for_word(stretches: list[str]) -> None:
    text = " x ".join(f"“{stretch}”" for stretch in stretches)
    assert [text[q.start : q.end] for q in find_quotations(text)] == [stretch.strip() for stretch in stretches]
