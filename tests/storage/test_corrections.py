"""What people say against the extraction: which statements it is about, what it does, and that nothing takes it back."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import EncoderMismatchError, IndexCorruptError, IndexWriteError, InputError
from onrecord.search import Searcher
from onrecord.statement import Article, Statement, statement_id_of
from onrecord.storage import (
    Column,
    Correction,
    Entry,
    IndexReader,
    IndexWriter,
    Manifest,
    Mention,
    Words,
    article_fingerprint,
    lost,
    merged,
    optimize,
    parts,
    standings,
    verify,
)
from onrecord.storage.anchoring import corrected, place
from onrecord.testing import HashingEncoder, make_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

ENCODER = HashingEncoder(16)
GOLDEN = Path(__file__).parent.parent / "golden"

TEXT = (
    "The ferry will close, the minister said. “Nobody pays twice,” she added. “No comment,” Petrie said. "
    "“No comment,” the minister said."
)


def entry(*said: tuple[str, str | None, str], text: str = TEXT, article_id: str = "a1") -> Entry:
    """An article with statements, each given by its words, its speaker and the mention, in the order of the text."""
    article = Article.from_text(text, own_id=article_id, title="Ferry")
    statements: list[Statement] = []
    for words, speaker, mention in said:
        start = text.index(words, statements[-1].end if statements else 0)
        same = sum(each.text == words for each in statements)
        statements.append(
            Statement(
                statement_id=statement_id_of(article_id, words, same),
                article_id=article_id,
                text=words,
                kind="indirect",
                start=start,
                end=start + len(words),
                speaker=speaker,
                speaker_mention=mention,
                role="minister" if speaker == "Ann Marsh" else None,
                confidence=0.5,
            )
        )
    return Entry(article, tuple(statements), article_fingerprint(article, str(statements)))


FERRY = ("The ferry will close", "Ann Marsh", "the minister")
TWICE = ("Nobody pays twice,", "Ann Marsh", "she")
FIRST = ("No comment,", "Jon Petrie", "Petrie")
SECOND = ("No comment,", "Ann Marsh", "The  minister")
ALL = entry(FERRY, TWICE, FIRST, SECOND)
IDS = [each.statement_id for each in ALL.statements]


def says(target: Words | Mention | str, speaker: str | None = "Jane Roe", **options: Any) -> Correction:
    target = Words(text=target) if isinstance(target, str) else target
    return Correction(**{"article_id": "a1", "target": target, "verdict": "speaker", "speaker": speaker} | options)


def removes(target: Words | Mention | str, **options: Any) -> Correction:
    return says(target, None, verdict="not_a_statement", **options)


def undoes(target: Words | Mention | str, **options: Any) -> Correction:
    return says(target, None, verdict="undo", **options)


def speakers(made: Entry) -> dict[str, str | None]:
    return {each.statement_id: each.speaker for each in made.statements}


def found(correction: Correction, in_entry: Entry = ALL) -> list[str]:
    ((placed),) = place([correction], in_entry)
    return [next(s.text for s in in_entry.statements if s.statement_id == each) for each in placed.found]


# One line of the file


LINES: list[tuple[dict[str, Any], Correction]] = [
    ({"article_id": "a1", "statement": {"text": "x y"}, "speaker": "Jane Roe"}, says("x y")),
    ({"article_id": "a1", "statement": {"text": "x"}, "speaker": None}, says("x", None)),
    (
        {
            "article_id": "a1",
            "statement": {"text": "x", "start": 0, "id": "s"},
            "speaker": "Zoë Ñandú",
            "role": "clerk",
            "by": "Ann",
            "on": "2024-02-29",
            "note": "heard it",
        },
        says(
            Words(text="x", start=0, statement_id="s"),
            "Zoë Ñandú",
            role="clerk",
            by="Ann",
            on=date(2024, 2, 29),
            note="heard it",
        ),
    ),
    ({"article_id": "a1", "mention": "she", "not_a_statement": True}, removes(Mention(text="she"))),
    (
        {"article_id": "a1", "mention": "she", "start": 3, "end": 9, "undo": True},
        undoes(Mention(text="she", start=3, end=9)),
    ),
]


@pytest.mark.parametrize(("row", "correction"), LINES)
def test_a_line_is_read_and_written(row: dict[str, Any], correction: Correction) -> None:
    assert Correction.from_json(row) == correction
    assert correction.to_json() == row


def test_the_white_space_of_a_name_is_not_meant() -> None:
    row = {"article_id": "a1", "statement": {"text": " x\ny "}, "speaker": " Jane\t Roe "}
    assert Correction.from_json(row) == says(" x\ny ")


GOOD: dict[str, Any] = {"article_id": "a1", "statement": {"text": "x"}, "speaker": "Jane Roe"}
BAD: list[tuple[dict[str, Any], str]] = [
    ({"article_id": None}, "no 'article_id'"),
    ({"article_id": 7}, "'article_id' is 7: write words"),
    ({"speaker": " "}, "'speaker' is ' ': write words"),
    ({"speaker": "\ud800"}, "half a character"),
    ({"speaker": ["Jane"]}, "'speaker' is"),
    ({"undo": True}, "it says 'speaker' and 'undo': give one of"),
    ({"not_a_statement": "yes"}, "give one of"),
    ({"speakr": "Jane"}, "unknown field 'speakr'"),
    ({"statement": "x"}, "'statement' is 'x': write {\"text\":"),
    ({"statement": {}}, "no 'text'"),
    ({"statement": {"text": "x", "end": 3}}, "unknown field 'end'"),
    ({"statement": {"text": "x", "start": -1}}, "'start' is -1"),
    ({"statement": {"text": "x", "start": True}}, "'start' is True"),
    ({"statement": {"text": "x", "start": 1.0}}, "'start' is 1.0"),
    ({"start": 4}, "it belongs to a mention, or inside 'statement'"),
    ({"mention": "she"}, "both 'statement' and 'mention'"),
    ({"on": "yesterday"}, "write a day as 2024-07-14"),
    ({"speaker": None, "role": "mayor"}, "a role without a speaker"),
]


@pytest.mark.parametrize(("change", "reason"), BAD)
def test_a_line_that_cannot_be_meant_says_why(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError) as caught:
        Correction.from_json(GOOD | change)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"article_id": "a1", "statement": {"text": "x"}}, "it says nothing"),
        ({"article_id": "a1", "statement": {"text": "x"}, "undo": False}, "'undo' is False"),
        ({"article_id": "a1", "undo": True}, "neither 'statement' nor 'mention'"),
        ({"article_id": "a1", "mention": "she", "start": 5, "end": 5, "undo": True}, "'end' 5 is not behind 'start' 5"),
    ],
)
def test_a_line_that_lacks_something_says_what(row: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Correction.from_json(row)


@given(
    st.dictionaries(
        st.sampled_from([*GOOD, "mention", "start", "end", "undo", "not_a_statement", "role", "by", "on", "note"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=4),
            lambda inner: st.dictionaries(st.sampled_from(["text", "start", "id"]), inner, max_size=3),
            max_leaves=4,
        ),
    )
)
def test_any_object_is_a_correction_or_a_reason(row: dict[str, Any]) -> None:
    try:
        correction = Correction.from_json(row)
    except ValueError:
        return
    assert Correction.from_json(correction.to_json()) == correction


def test_what_is_new_of_a_file() -> None:
    a, b, c = says("a"), says("b"), says("c")
    assert merged([], [a, b, a]) == [b, a], "of equal lines the last"
    assert merged([a], [a, b]) == [b]
    assert merged([a, undoes("a")], [a]) == [], "an old file takes back nothing that was said after it"
    assert merged([a], [replace(a, note="again")]) == [replace(a, note="again")]
    assert merged([c], []) == []


# Which statements it is about


def test_words_find_their_statement_whatever_white_space_is_in_them() -> None:
    assert found(says("The ferry\n will  close")) == ["The ferry will close"]
    assert found(says("The ferry will")) == ["The ferry will close"], "14 of 20 characters"
    assert found(says("The ferry")) == [], "9 of 20"
    assert found(says("The ferry closes")) == [], "not the article's words"
    assert found(says("x" * 10_000)) == []


def test_words_that_were_spoken_in_pieces_are_found() -> None:
    whole = "The deal,” she said, “is dead."
    quoted = ((1, 10), (23, 31))
    article = Article.from_text(f"“{whole}”", own_id="a1")
    broken = Statement(
        statement_id="s", article_id="a1", text=whole, kind="direct", start=1, end=1 + len(whole), quoted=quoted
    )
    assert broken.spoken == "The deal, is dead."
    assert found(says("The deal, is dead."), Entry(article, (broken,), "f")) == [whole]


@pytest.mark.parametrize(
    ("target", "number"),
    [
        (Words(text="No comment,"), 2),
        (Words(text="No comment,", start=0), 2),
        (Words(text="No comment,", start=10_000), 3),
        (Words(text="No comment,", start=ALL.statements[3].start), 3),
        (Words(text="No comment,", start=0, statement_id=IDS[3]), 3),
    ],
)
def test_of_equal_words_the_id_and_then_the_offset_choose(target: Words, number: int) -> None:
    ((placed),) = place([says(target)], ALL)
    assert placed.found == (IDS[number],)


def test_a_text_that_moved_and_bounds_that_changed_keep_their_correction() -> None:
    target = Words(text="Nobody pays twice,", start=ALL.statements[1].start)
    moved = entry(("Nobody pays twice", "X", "she"), text="A new paragraph. " * 40 + TEXT)
    assert found(says(target), moved) == ["Nobody pays twice"]
    longer = entry(("close, the minister said. “Nobody pays twice,” she added", "X", "she"))
    assert len(longer.statements[0].text) > 2 * len(target.text)
    assert found(says(target), longer) == []
    two = entry(("Nobody pays", "X", "she"), ("twice,", "X", "she"))
    assert found(says(target), two) == ["Nobody pays"], "11 of 18 characters against 6"


@given(
    st.text("ab ", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.integers(1, 12)), max_size=6, unique=True),
    st.text("ab", min_size=1, max_size=6),
)
def test_the_place_is_the_one_that_trying_all_gives(text: str, spans: list[tuple[int, int]], words: str) -> None:
    article = Article.from_text(text, own_id="a1")
    statements = tuple(
        Statement(
            statement_id=f"s{i}", article_id="a1", text=text[start : start + length], kind="indirect", start=start,
            end=min(len(text), start + length),
        )
        for i, (start, length) in enumerate(spans) if start < len(text)
    )  # fmt: skip
    ((placed),) = place([says(words)], Entry(article, statements, "f"))
    same = [each.statement_id for each in statements if each.text.strip() == words]

    def overlap(each: Statement) -> float:
        mine = set(range(each.start, each.end))
        at = [match.start() for match in re.finditer(words, text)]
        theirs = [set(range(start, start + len(words))) for start in at]
        return max((len(mine & other) / len(mine | other) for other in theirs), default=0.0)

    best = max(map(overlap, statements), default=0.0)
    expected = [each.statement_id for each in statements if overlap(each) == best >= 0.5]
    assert list(placed.found) == (same or expected)[:1]


def test_a_letter_that_is_everywhere_takes_no_time() -> None:
    text = "a b " * 100_000
    article = Article.from_text(text, own_id="a1")
    statements = tuple(
        Statement(statement_id=f"s{i}", article_id="a1", text=text[i : i + 50], kind="indirect", start=i, end=i + 50)
        for i in range(0, len(text), 400)
    )
    began = time.process_time()
    assert place([says("a")], Entry(article, statements, "f"))[0].found == ()
    assert time.process_time() - began < 2, "a second for a hundred million pairs is not to be had"


def test_a_mention_is_every_statement_with_it_in_its_part_of_the_text() -> None:
    assert found(says(Mention(text="the minister"))) == ["The ferry will close", "No comment,"]
    assert found(says(Mention(text="THE MINISTER", start=1))) == ["No comment,"]
    assert found(says(Mention(text="the minister", end=1))) == ["The ferry will close"]
    last = ALL.statements[3].start
    assert found(says(Mention(text="the minister", start=last, end=last + 1))) == ["No comment,"]
    assert found(says(Mention(text="the minister", start=1, end=last))) == []
    assert found(says(Mention(text="minister"))) == []


# What it does


def test_a_speaker_is_certain_and_the_rest_stays() -> None:
    made = corrected(ALL, [says(FERRY[0], "Jane Roe", role="mayor", by="Ann", on=date(2024, 5, 1), note="on tape")])
    (changed, *others), (was, *same) = made.statements, ALL.statements
    assert others == same
    assert changed.evidence is not None
    assert changed.evidence.attribution == "corrected by Ann on 2024-05-01"
    assert changed.evidence.rule == "not Ann Marsh: on tape"
    assert replace(changed, evidence=None) == replace(was, speaker="Jane Roe", role="mayor", confidence=1.0)
    assert list(made.original) == list(ALL.statements)


def test_a_role_that_was_read_does_not_go_to_another_person() -> None:
    role = {c.speaker: corrected(ALL, [c]).statements[0].role for c in (says(FERRY[0]), says(FERRY[0], "Ann Marsh"))}
    assert role == {"Jane Roe": None, "Ann Marsh": "minister"}


def test_nobody_knows_who_spoke_or_nobody_did() -> None:
    unknown = corrected(ALL, [says(FERRY[0], None)]).statements[0]
    assert (unknown.speaker, unknown.role, unknown.confidence) == (None, None, 0.0)
    gone = corrected(ALL, [removes(Words(text="No comment,", statement_id=IDS[2]))])
    assert [each.statement_id for each in gone.statements] == [IDS[0], IDS[1], IDS[3]], "the others keep their ids"


def test_of_two_about_one_statement_the_later_counts() -> None:
    a, b, she = says(TWICE[0], "A"), says(TWICE[0], "B"), says(Mention(text="she"), "C")
    assert speakers(corrected(ALL, [a, b]))[IDS[1]] == "B"
    assert speakers(corrected(ALL, [b, a]))[IDS[1]] == "A"
    assert speakers(corrected(ALL, [a, she]))[IDS[1]] == "C"
    assert speakers(corrected(ALL, [she, a]))[IDS[1]] == "A"
    assert IDS[1] not in speakers(corrected(ALL, [a, removes(TWICE[0])]))
    assert speakers(corrected(ALL, [removes(TWICE[0]), a]))[IDS[1]] == "A"


def test_the_very_words_go_before_an_overlap() -> None:
    gone = removes("Nobody pays twice,” she")  # of a statement that is extracted no more
    assert found(gone) == ["Nobody pays twice,"]
    assert speakers(corrected(ALL, [says(TWICE[0], "A"), gone]))[IDS[1]] == "A"
    assert IDS[1] not in speakers(corrected(ALL, [gone]))


def test_undoing_brings_back_what_was_extracted_and_can_be_undone() -> None:
    a = says(FERRY[0], "A")
    assert corrected(ALL, [a, undoes(FERRY[0])]) == ALL
    assert corrected(ALL, [removes(FERRY[0]), undoes(FERRY[0])]) == ALL
    assert speakers(corrected(ALL, [a, undoes(FERRY[0]), a]))[IDS[0]] == "A"
    assert speakers(corrected(ALL, [a, says(TWICE[0], "B"), undoes(TWICE[0])]))[IDS[0]] == "A"


def test_correcting_what_is_corrected_goes_out_from_what_was_extracted() -> None:
    once = corrected(ALL, [removes(FERRY[0])])
    assert corrected(once, [removes(FERRY[0])]) == once
    assert corrected(once, []) == ALL
    assert corrected(once, [removes(FERRY[0]), says(TWICE[0])]) == corrected(ALL, [removes(FERRY[0]), says(TWICE[0])])


# In an index


def put(directory: Path, *entries: Entry, corrections: Sequence[Correction] = ()) -> None:
    with IndexWriter.open(directory, encoder=ENCODER) as writer:
        writer.correct(corrections)
        for each in entries:
            writer.add(each)
        writer.commit()


def shown(directory: Path) -> dict[str, str | None]:
    """The speakers of all statements by id, as every part of the index has them."""
    with IndexReader.open(directory) as reader:
        ordinals = np.flatnonzero(reader.live)
        names: dict[int, str | None] = {key: name for name, key in reader.speakers.items()}
        said: dict[str, str | None] = {}
        for ordinal, (statement, _) in zip(ordinals, reader.store.statements(ordinals.tolist()), strict=True):
            assert names.get(int(reader.columns[ordinal][Column.SPEAKER])) == statement.speaker
            said[statement.statement_id] = statement.speaker
    assert verify(directory) == []
    return said


EXTRACTED = speakers(ALL)
JANE = says(FERRY[0])
CORRECTED = {**EXTRACTED, IDS[0]: "Jane Roe"}


@pytest.mark.parametrize("order", ["correction first", "article first", "in one commit"])
def test_a_correction_and_its_article_meet_in_any_order(tmp_path: Path, order: str) -> None:
    if order == "in one commit":
        with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
            writer.add(ALL)
            writer.correct([JANE])
            writer.commit()
    elif order == "article first":
        put(tmp_path / "ix", ALL)
        put(tmp_path / "ix", corrections=[JANE])
    else:
        put(tmp_path / "ix", corrections=[JANE])
        assert [each.state for each in standings(tmp_path / "ix")] == ["no article"]
        put(tmp_path / "ix", ALL)
    assert shown(tmp_path / "ix") == CORRECTED
    assert [(each.state, each.statement_ids) for each in standings(tmp_path / "ix")] == [("applied", (IDS[0],))]
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        assert writer.status(ALL) == "unchanged"
        assert writer.corrections == (JANE,)


def test_a_correction_that_changes_nothing_yet_is_kept(tmp_path: Path) -> None:
    put(tmp_path / "ix", ALL)
    put(tmp_path / "ix", corrections=[replace(JANE, article_id="a2")])
    assert [each.state for each in standings(tmp_path / "ix")] == ["no article"]
    assert shown(tmp_path / "ix") == EXTRACTED


def test_a_corrected_speaker_is_searched_for_and_a_removed_statement_is_not_found(tmp_path: Path) -> None:
    put(tmp_path / "ix", ALL, corrections=[JANE, removes(TWICE[0])])
    with Searcher.open(tmp_path / "ix", encoder=ENCODER) as searcher:
        (hit,) = searcher.search("ferry", speaker="roe", min_confidence=1.0).hits
        assert hit.statement.statement_id == IDS[0]
        assert {each.statement.statement_id for each in searcher.search("nobody pays twice").hits} == {
            IDS[0], IDS[2], IDS[3],
        }  # fmt: skip


def test_corrections_survive_another_extraction_removal_and_optimize(tmp_path: Path) -> None:
    directory = tmp_path / "ix"
    put(directory, ALL, corrections=[JANE, removes(Words(text="No comment,", start=99, statement_id=IDS[2]))])
    expected = {key: name for key, name in CORRECTED.items() if key != IDS[2]}
    assert shown(directory) == expected
    again = replace(ALL, fingerprint="other rules")
    put(directory, again)
    assert shown(directory) == expected
    optimize(directory)
    assert shown(directory) == expected
    with IndexWriter.open(directory, encoder=ENCODER) as writer:
        assert writer.remove(article_id="a1") == 1
        writer.commit()
    assert shown(directory) == {}
    assert [each.state for each in standings(directory)] == ["no article"] * 2
    optimize(directory)
    moved = entry(FERRY, FIRST, SECOND, text="More on top. " + TEXT)
    put(directory, moved)
    assert shown(directory) == {IDS[0]: "Jane Roe", IDS[3]: "Ann Marsh"}
    # What was extracted outlives optimize, too.
    put(directory, corrections=[undoes(FERRY[0]), undoes(Words(text="No comment,", start=99, statement_id=IDS[2]))])
    assert shown(directory) == {IDS[0]: "Ann Marsh", IDS[2]: "Jon Petrie", IDS[3]: "Ann Marsh"}


def test_a_statement_that_was_corrected_away_is_still_known_as_it_was(tmp_path: Path) -> None:
    put(tmp_path / "ix", ALL, corrections=[JANE, removes(TWICE[0])])
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        assert [writer.extracted(each) for each in IDS] == list(ALL.statements)
        assert writer.extracted("none") is None


def test_what_is_not_committed_is_dropped(tmp_path: Path) -> None:
    put(tmp_path / "ix", ALL)
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        writer.correct([JANE])
    assert shown(tmp_path / "ix") == EXTRACTED
    assert standings(tmp_path / "ix") == []


def test_what_finds_its_place_no_more_is_told_with_a_fix(tmp_path: Path) -> None:
    other = replace(says("It rains"), article_id="a2")
    put(tmp_path / "ix", ALL, corrections=[JANE, says("The ferry\nsinks"), says(Mention(text="he")), other])
    assert [each.state for each in standings(tmp_path / "ix")] == ["applied", "no place", "no place", "no article"]
    fix = "look how it reads now, and correct that with 'onrecord correct'"
    assert lost(tmp_path / "ix") == [
        f"the correction of the statement “The ferry sinks” finds no such place in article a1: {fix}",
        f"the correction of statements of “he” finds no such place in article a1: {fix}",
        "the correction of the statement “It rains” waits for article a2, which is not in the index",
    ]
    put(tmp_path / "ix", corrections=[says(FERRY[0], "B")])
    assert [each.state for each in standings(tmp_path / "ix")][:2] == ["overruled", "no place"]
    assert verify(tmp_path / "ix") == []


def test_a_reader_keeps_the_corrections_of_its_generation(tmp_path: Path) -> None:
    put(tmp_path / "ix", ALL, corrections=[JANE])
    with IndexReader.open(tmp_path / "ix") as reader:
        put(tmp_path / "ix", corrections=[says(TWICE[0])])
        optimize(tmp_path / "ix")
        assert reader.corrections == (JANE,)
    assert len(standings(tmp_path / "ix")) == 2


def test_the_file_is_for_people_and_the_last_one_only(tmp_path: Path) -> None:
    put(tmp_path / "ix", ALL, corrections=[says("two\u2028lines", "Zoë Ñandú")])
    put(tmp_path / "ix", corrections=[JANE])
    (tmp_path / "ix" / "corrections.jsonl").write_text("somebody's own")
    put(tmp_path / "ix", make_entry("More.", statement_id="m"))
    (path,) = (tmp_path / "ix").glob("corrections@*.jsonl")
    first, second, end = path.read_text("utf-8").split("\n")
    assert (first, json.loads(second)["speaker"], end) == (
        '{"article_id": "a1", "statement": {"text": "two\u2028lines"}, "speaker": "Zoë Ñandú"}', "Jane Roe", "",
    )  # fmt: skip
    assert [each.correction for each in standings(tmp_path / "ix")] == [says("two\u2028lines", "Zoë Ñandú"), JANE]
    assert (tmp_path / "ix" / "corrections.jsonl").read_text() == "somebody's own"
    assert Manifest.read(tmp_path / "ix").corrections == path.name


def test_a_file_that_somebody_changed_is_damage(tmp_path: Path) -> None:
    put(tmp_path / "ix", ALL, corrections=[JANE])
    (path,) = (tmp_path / "ix").glob("corrections@*.jsonl")
    path.write_text(path.read_text().replace("Jane", "June"))
    assert verify(tmp_path / "ix") == [f"{path.name} differs from its digest"]
    with pytest.raises(IndexCorruptError, match="differs from its digest"):
        put(tmp_path / "ix", corrections=[says(TWICE[0])])


def test_a_change_of_what_was_extracted_is_damage(tmp_path: Path) -> None:
    import sqlite3  # noqa: PLC0415
    from contextlib import closing  # noqa: PLC0415

    put(tmp_path / "ix", ALL, corrections=[JANE])
    with closing(sqlite3.connect(tmp_path / "ix" / "statements.db")) as connection, connection:
        changed = connection.execute("UPDATE extracted SET statements = replace(statements, 'Ann', 'Eve')")
        assert changed.rowcount == 1
    assert verify(tmp_path / "ix") == ["article a1: statements.db has other content than was stored"]


def test_what_could_not_be_read_again_is_not_kept(tmp_path: Path) -> None:
    put(tmp_path / "ix", ALL)
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
        for bad in (says(" "), says(FERRY[0], ""), says(FERRY[0], "\ud800"), says(Words(text="x", start=-1))):
            with pytest.raises(InputError, match=r"^a1: a correction cannot be kept: '"):
                writer.correct([JANE, bad])
        writer.correct([says(FERRY[0], "Jane\n Roe")])
        assert writer.corrections == (JANE,)


def test_a_writer_without_an_encoder_keeps_corrections_and_changes_no_article(tmp_path: Path) -> None:
    put(tmp_path / "ix", ALL)
    with IndexWriter.open(tmp_path / "ix") as writer, pytest.raises(EncoderMismatchError):
        writer.correct([JANE])
    assert shown(tmp_path / "ix") == EXTRACTED


def test_a_statement_does_not_come_back_under_an_id_that_another_has_meanwhile(tmp_path: Path) -> None:
    put(tmp_path / "ix", ALL, corrections=[removes(FERRY[0])])
    put(tmp_path / "ix", make_entry("Mine now", statement_id=IDS[0]))
    with IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer, pytest.raises(InputError, match=IDS[0]):
        writer.correct([undoes(FERRY[0])])


def test_an_index_of_an_early_version_takes_corrections(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN / "index_v1", tmp_path / "ix")
    assert standings(tmp_path / "ix") == []
    with IndexReader.open(tmp_path / "ix") as reader:
        (statement, article), *_ = reader.store.statements([0])
    correction = replace(says(statement.text), article_id=article.article_id)
    put(tmp_path / "ix", corrections=[correction])
    assert shown(tmp_path / "ix")[statement.statement_id] == "Jane Roe"
    put(tmp_path / "ix", corrections=[replace(correction, verdict="undo", speaker=None)])
    assert shown(tmp_path / "ix")[statement.statement_id] == statement.speaker


# What a crash leaves


STEPS: list[tuple[Any, str]] = [
    (parts.RowFile, "append"),
    (parts, "write_generation"),
    (parts.StatementWriter, "append"),
    (parts.PartsWriter, "keep_corrections"),
    (parts, "replace_file"),
    (parts.PartsWriter, "_files"),
    (Manifest, "write"),
]


@pytest.mark.parametrize(("owner", "name"), STEPS, ids=[name for _, name in STEPS])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=type)
def test_a_commit_that_breaks_off_leaves_corrections_and_statements_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, when: str, error: BaseException
) -> None:
    put(tmp_path / "ix", ALL, corrections=[JANE])
    real = getattr(owner, name)

    def breaking(*args: Any, **options: Any) -> Any:
        if when == "after":
            real(*args, **options)
        raise error

    later = says(TWICE[0], "B")
    expected = IndexWriteError if isinstance(error, OSError) else KeyboardInterrupt
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, breaking)
        with pytest.raises(expected), IndexWriter.open(tmp_path / "ix", encoder=ENCODER) as writer:
            writer.correct([later])
            writer.commit()
    committed = name == "write" and when == "after"
    assert shown(tmp_path / "ix") == (CORRECTED | {IDS[1]: "B"} if committed else CORRECTED)
    assert [each.correction for each in standings(tmp_path / "ix")] == ([JANE, later] if committed else [JANE])
    put(tmp_path / "ix", corrections=[later])
    assert shown(tmp_path / "ix") == CORRECTED | {IDS[1]: "B"}
    assert len(list((tmp_path / "ix").glob("corrections@*"))) == 1


KILLED = """
    import sys
    from onrecord.storage import Correction, IndexWriter, Words
    from onrecord.testing import HashingEncoder

    with IndexWriter.open(sys.argv[1], encoder=HashingEncoder(16)) as writer:
        for i in range(10_000):
            said = Correction(
                article_id="a1", target=Words(text="The ferry will close"), verdict="speaker", speaker=f"Speaker {i}"
            )
            writer.correct([said])
            writer.commit()
            print(i, flush=True)
"""


def test_a_killed_process_loses_no_correction_that_it_had_committed(tmp_path: Path) -> None:
    put(tmp_path / "ix", ALL, corrections=[JANE])
    for acknowledged in (0, 7):
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", textwrap.dedent(KILLED), os.fspath(tmp_path / "ix")],
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            while int(process.stdout.readline()) < acknowledged:
                pass
            process.kill()
        made = [each.correction.speaker for each in standings(tmp_path / "ix")]
        assert made[0] == "Jane Roe"
        assert f"Speaker {acknowledged}" in made
        assert shown(tmp_path / "ix") == {**EXTRACTED, IDS[0]: made[-1]}
