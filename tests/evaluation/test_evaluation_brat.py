"""Stand-off files as brat and as people write them, and what is told about the wrong ones."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import InputError
from onrecord.evaluation.gold_files import read_gold

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.evaluation.gold import GoldArticle, GoldStatement

TEXT = 'Dam holds\n\n"The dam is fine," Mayor Jane Roe said. "We checked."\n\nHe warned of cracks.\n'
ENTITIES = """\
T1\tContent 12 27;52 62\tThe dam is fine We checked
T2\tSource 30 44\tMayor Jane Roe
T3\tCue 45 49\tsaid
T4\tSource 66 68\tHe
T5\tCue 69 75\twarned
T6\tContent 79 85\tcracks
"""
RELATIONS = "R1\tAttribution Source:T2 Cue:T3 Content:T1\nR2\tAttribution Content:T6 Cue:T5 Source:T4\n"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., GoldArticle]:
    def read(annotations: str, text: str = TEXT) -> GoldArticle:
        (tmp_path / "dam.txt").write_bytes(text.encode())
        (tmp_path / "dam.ann").write_bytes(annotations.encode())
        (article,) = read_gold(tmp_path)
        return article

    return read


def _told(article: GoldArticle) -> list[tuple[object, ...]]:
    def words(statement: GoldStatement) -> tuple[object, ...]:
        content = tuple(article.article.text[start:end] for start, end in statement.spans)
        source = tuple(article.article.text[start:end] for start, end in statement.mention)
        return content, source, statement.cue

    return [words(each) for each in article.statements]


BOTH = [(("The dam is fine", "We checked"), ("Mayor Jane Roe",), "said"), (("cracks",), ("He",), "warned")]


def test_an_attribution_is_a_relation_of_source_cue_and_content(read: Callable[..., GoldArticle]) -> None:
    article = read(ENTITIES + RELATIONS)
    assert article.article.article_id == "dam"
    assert article.article.text == TEXT
    assert _told(article) == BOTH


def test_what_attributes_and_notes_say_wherever_they_stand(read: Callable[..., GoldArticle]) -> None:
    first, second = read(
        "#1\tSpeaker R1\tJane Roe; Mayor Jane Roe ;Roe\nA1\tKind R1 mixed\nA2\tNegated R2\n"
        "#2\tClasses R1\tsplit, pronoun\n#3\tAnnotatorNotes T1\tsure?\nA9\tUnsure R1\n" + ENTITIES + RELATIONS
    ).statements
    assert (first.kind, first.negated, first.classes) == ("mixed", False, ("split", "pronoun"))
    assert first.speaker_names == ("Jane Roe", "Mayor Jane Roe", "Roe")
    assert (second.kind, second.negated, second.classes, second.speaker_names) == ("indirect", True, (), ())


def test_without_an_attribute_the_marks_tell_the_kind(read: Callable[..., GoldArticle]) -> None:
    assert [each.kind for each in read(ENTITIES + RELATIONS).statements] == ["direct", "indirect"]


def test_binary_relations_that_share_their_content_are_one_attribution(read: Callable[..., GoldArticle]) -> None:
    article = read(
        ENTITIES
        + "R1\tAttribution Arg1:T2 Arg2:T1\t\nR2\tAttribution Arg1:T5 Arg2:T6\nR3\tAttribution Arg1:T1 Arg2:T3\n"
        "R4\tAttribution Arg1:T6 Arg2:T4\n#1\tSpeaker R3\tJane Roe\n"
    )
    assert _told(article) == BOTH
    assert article.statements[0].speaker_names == ("Jane Roe",)


def test_the_trigger_of_an_event_is_the_cue(read: Callable[..., GoldArticle]) -> None:
    article = read(
        ENTITIES
        + "E1\tAttribution:T3 Source:T2 Content:T1\nE2\tAttribution:T5 Content:T6 Source:T4\nA1\tKind E2 mixed\n"
    )
    assert _told(article) == BOTH
    assert article.statements[1].kind == "mixed"


def test_source_and_cue_may_be_missing_and_several_contents_are_one(read: Callable[..., GoldArticle]) -> None:
    article = read(ENTITIES + "R1\tAttribution Content:T6 Content2:T1\n")
    assert _told(article) == [(("The dam is fine", "We checked", "cracks"), (), "")]


def test_what_tells_nothing_of_attributions_is_left_out(read: Callable[..., GoldArticle]) -> None:
    other = "N1\tReference T2 Wikidata:Q1\tRoe\n*\tEquiv T2 T4\nM1\tNegation R1\n\nT9\tPerson 36 44\tJane Roe\n"
    assert _told(read(other + ENTITIES + RELATIONS + "R9\tCoref Arg1:T2 Arg2:T4\n")) == BOTH


@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_windows_line_ends_and_a_mark_shift_nothing(read: Callable[..., GoldArticle], bom: str) -> None:
    article = read(bom + (ENTITIES + RELATIONS).replace("\n", "\r\n"), bom + TEXT.replace("\n", "\r\n"))
    assert article.article.text == TEXT
    assert _told(article) == BOTH
    assert article.article.title == "Dam holds"


def test_offsets_that_count_both_characters_of_a_windows_line_end(read: Callable[..., GoldArticle]) -> None:
    text = TEXT.replace("\n", "\r\n")
    article = read("T1\tContent 83 89\tcracks\nR1\tAttribution Content:T1\n", text)
    assert text[83:89] == "cracks"
    assert article.article.text == text
    assert _told(article) == [(("cracks",), (), "")]


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        ("Dam holds\n\nThe dam", "Dam holds", None),
        ("Dam holds\nDate: 2024-07-14\n\nThe dam", "Dam holds", date(2024, 7, 14)),
        ("Dam holds\r\nDate: 2024-07-14\r\nThe dam", "Dam holds", date(2024, 7, 14)),
        ("The dam holds.\nIt rains.\n", "", None),
        ("\n\nThe dam holds.\n", "", None),
        ("", "", None),
    ],
)
def test_the_first_line_is_the_headline_if_an_empty_line_or_a_day_follows(
    read: Callable[..., GoldArticle], text: str, title: str, day: date | None
) -> None:
    article = read("", text).article
    assert (article.title, article.published, article.text) == (title, day, text.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("annotations", "line", "message"),
    [
        ("T1\tCue 45 49\tsays\n", 1, "T1 covers 'said' and not 'says': correct its offsets or its text"),
        ("\nT1\tCue 45 490\tsaid\n", 2, "leaves the text of 87 characters"),
        ("T1\tCue 45 45\t\n", 1, "is empty"),
        ("T1\tContent 12 27;20 30\tx\n", 1, "overlaps another"),
        ("T1\tCue -4 49\tsaid\n", 1, "is empty, overlaps another or leaves"),
        ("T1\tCue 45\tsaid\n", 1, "the offsets '45' are none: write 'Content 20 40'"),
        ("T1\tCue\tsaid\n", 1, "the offsets '' are none"),
        ("T1 Cue 45 49 said\n", 1, "'T1 Cue 45 49 said' is no line of brat's: write T, R, E, A or #"),
        ("said so\n", 1, "'said so' is no line of brat's"),
        (ENTITIES + "T6\tCue 45 49\tsaid\n", 7, "T6 stands in the file more than once"),
        (ENTITIES, 1, "T1 is in no attribution: add 'R<tab>Attribution Content:T1'"),
        (ENTITIES + "R1\tAttribution Source:T2 Cue:T3\n", 7, "R1 has no Content"),
        (ENTITIES + "R1\tAttribution Content:T1 Source:T77\n", 7, "'Source:T77' names no entity of the file"),
        (ENTITIES + "R1\tAttribution Content:T1 T2\n", 7, "'T2' names no entity of the file"),
        (ENTITIES + "R1\tAttribution Content:T1 Source:T3\n", 7, "T3 is a Cue"),
        (ENTITIES + "R1\tAttribution Content:T1 Speaker:T2\n", 7, "the roles are Source, Cue, Content"),
        (ENTITIES + RELATIONS + "A1\tKind R1 quoted\n", 9, "the kind 'quoted' is none of direct, mixed, indirect"),
        (ENTITIES + RELATIONS + "A1\tKind R1\n", 9, "the kind '' is none of"),
        (
            ENTITIES + RELATIONS + "A1\tNegated R3\n",
            9,
            "'Negated R3' names no attribution of the file: write 'Negated R1'",
        ),
        (ENTITIES + RELATIONS + "#1\tSpeaker\tRoe\n", 9, "'Speaker' names no attribution"),
    ],
)
def test_a_malformed_line_is_named_with_what_to_do(
    read: Callable[..., GoldArticle], annotations: str, line: int, message: str
) -> None:
    with pytest.raises(InputError) as raised:
        read(annotations)
    assert f"dam.ann, line {line}: " in str(raised.value)
    assert message in str(raised.value)


def test_overlapping_contents_of_one_attribution_are_told(read: Callable[..., GoldArticle]) -> None:
    with pytest.raises(InputError, match=r"line 3: of the entities of one role, .* overlaps another"):
        read("T1\tContent 12 19\tThe dam\nT2\tContent 16 19\tdam\nR1\tAttribution Content:T1 Content:T2\n")


def test_a_day_that_is_none_is_told(read: Callable[..., GoldArticle]) -> None:
    with pytest.raises(InputError, match=r"dam.txt, line 2: '2024-02-31' is no day: write 'Date: 2024-07-14'"):
        read("", "Dam holds\nDate: 2024-02-31\n\nThe dam\n")


def test_annotations_without_their_article_are_told(tmp_path: Path) -> None:
    (tmp_path / "dam.ann").write_text("T1\tCue 45 49\tsaid\n")
    with pytest.raises(InputError, match=r"dam.txt: cannot be read: No such file"):
        list(read_gold(tmp_path))
