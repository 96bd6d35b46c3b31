"""When two people mean the same: spans, words, names, cues."""

from __future__ import annotations

import pytest

from onrecord.evaluation.agreement import cue_kind, is_spoken, same_speaker, shares_word, span_iou, trimmed


def test_iou_is_shared_characters_over_all_characters() -> None:
    assert span_iou([(0, 10)], [(0, 10)]) == 1.0
    assert span_iou([(0, 10)], [(5, 15)]) == pytest.approx(5 / 15)
    assert span_iou([(0, 10), (20, 30)], [(5, 25)]) == pytest.approx(10 / 30)
    assert span_iou([(0, 10)], [(10, 20)]) == 0.0


def test_edges_are_trimmed_of_marks_punctuation_and_that() -> None:
    text = 'He said that "the dam will hold."'
    assert trimmed(text, (8, len(text))) == (14, 31)
    assert text[14:31] == "the dam will hold"


@pytest.mark.parametrize(
    ("speaker", "names", "right"),
    [
        ("Rodaba Noori", ("team member Rodaba Noori",), True),
        ("The Kremlin", ("Kremlin",), True),
        ("Jill Biden", ("Joe Biden",), False),
        ("Biden", ("Joe Biden",), False),
        ("Biden", ("Joe Biden", "Biden"), True),
        ("Peskov’s", ("Peskov",), True),
        (None, ("Peskov",), False),
        ("senior official", ("A senior official",), True),
        ("Sehar Memon", ("University of Texas association president Sehar Memon",), True),
        ("governor of the Bank of England", ("Bank of England",), False),
        ("Bank of England", ("spokesman for the Bank of England", "spokesman"), False),
        ("Jane Roe Foundation", ("Jane Roe",), False),
        ("study published in May", ("study",), True),
        ("spokesman for the ministry", ("ministry spokesman", "spokesman"), True),
        ("Internet posting made a day ago", ("an Internet posting",), True),
        ("official newspaper", ("official",), False),
        ("Wells Fargo", ("Wells",), False),
        ("", ("Peskov",), False),
        ("the", ("a",), False),
    ],
)
def test_a_speaker_is_right_if_it_is_one_of_the_names(speaker: str | None, names: tuple[str, ...], right: bool) -> None:
    assert same_speaker(speaker, names) is right


@pytest.mark.parametrize(
    ("cue", "spoken"),
    [
        ("said", True),
        ("according to", True),
        ("wrote", True),
        ("believed", False),
        ("", False),
        ("remarks [...] said", True),
        ("asked", True),
        ("claim", True),
    ],
)
def test_cues_of_speech_and_writing_are_told_from_views(cue: str, spoken: bool) -> None:
    assert is_spoken(cue) is spoken


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("Mayor Jane Roe", "Jane Roe", True),
        ("the minister", "the mayor", False),
        ("He", "he", True),
        ("has warned", "warned", True),
        ("has warned", "has said", False),
        ("according to", "pointed to", False),
        ("of", "of", True),
        ("", "", False),
        ("", "said", False),
    ],
)
def test_phrases_overlap_if_they_share_a_word_with_a_meaning(first: str, second: str, shared: bool) -> None:
    assert shares_word(first, second) is shared
    assert shares_word(second, first) is shared


@pytest.mark.parametrize(
    ("cue", "kind"),
    [
        ("", "none"),
        ("According to", "speech"),
        ("tweeted", "writing"),
        ("was urged", "demand"),
        ("hopes", "view"),
        ("dismissed", "judgement"),
        ("verdict", "other"),
        ("conviction", "noun"),
        ("confident", "adjective"),
    ],
)
def test_the_kind_of_a_cue_is_the_lexicons(cue: str, kind: str) -> None:
    assert cue_kind(cue) == kind
