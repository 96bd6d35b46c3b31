from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import InputError
from onrecord.evaluation.extraction import (
    GoldArticle,
    GoldStatement,
    is_spoken,
    match_statements,
    read_gold,
    same_speaker,
    score,
    span_iou,
    trimmed,
)
from onrecord.statement import Article, Kind, Statement

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "0123456789" * 10


def _gold(
    *spans: tuple[int, int], kind: Kind = "indirect", cue: str = "said", names: tuple[str, ...] = ()
) -> GoldStatement:
    return GoldStatement(spans=spans, kind=kind, cue=cue, speaker_names=names)


def _predicted(start: int, end: int, *, kind: Kind = "indirect", speaker: str | None = None) -> Statement:
    return Statement(
        statement_id=f"{start}-{end}",
        article_id="a",
        text=TEXT[start:end],
        kind=kind,
        start=start,
        end=end,
        speaker=speaker,
    )


def test_iou_is_shared_characters_over_all_characters() -> None:
    assert span_iou([(0, 10)], [(0, 10)]) == 1.0
    assert span_iou([(0, 10)], [(5, 15)]) == pytest.approx(5 / 15)
    assert span_iou([(0, 10), (20, 30)], [(5, 25)]) == pytest.approx(10 / 30)
    assert span_iou([(0, 10)], [(10, 20)]) == 0.0


def test_each_gold_and_each_prediction_is_used_once_the_best_pair_first() -> None:
    gold = [_gold((0, 10)), _gold((0, 12))]
    predicted = [_predicted(0, 12), _predicted(40, 50)]
    (match,) = match_statements(gold, predicted, TEXT)
    assert match.gold is gold[1]
    assert match.predicted is predicted[0]
    assert (match.iou, match.exact) == (1.0, True)


def test_a_pair_below_half_an_overlap_is_none() -> None:
    assert match_statements([_gold((0, 10))], [_predicted(0, 5)], TEXT) != []  # 5/10
    assert match_statements([_gold((0, 10))], [_predicted(0, 4)], TEXT) == []  # 4/10


def test_direct_predictions_cover_what_is_quoted_and_not_the_frame_between() -> None:
    predicted = Statement(
        statement_id="s",
        article_id="a",
        text=TEXT[0:40],
        kind="direct",
        start=0,
        end=40,
        quoted=((0, 10), (30, 40)),
    )
    (match,) = match_statements([_gold((0, 10), (30, 40), kind="direct")], [predicted], TEXT)
    assert match.iou == 1.0


def test_edges_are_trimmed_of_marks_punctuation_and_that() -> None:
    text = 'He said that "the dam will hold."'
    assert trimmed(text, (8, len(text))) == (14, 31)
    assert text[14:31] == "the dam will hold"


def test_scores_follow_from_the_counts() -> None:
    # Four gold, three predictions: one exact match, one at 8/10, one prediction beside everything.
    gold = GoldArticle(
        article=Article(article_id="a", text=TEXT),
        genre="news",
        statements=(
            _gold((0, 10), kind="direct", names=("Ines Varga", "Varga")),
            _gold((20, 30), names=("Otto Lind",)),
            _gold((40, 50), cue="believes"),
            _gold((60, 70)),
        ),
    )
    predicted = [
        _predicted(0, 10, kind="direct", speaker="Ines Varga"),
        _predicted(20, 28, speaker="Jill Lind"),
        _predicted(90, 99, kind="mixed"),
    ]
    report = score([gold], lambda _: predicted)
    assert (report.all.gold, report.all.predicted, report.all.found, report.all.exact) == (4, 3, 2, 1)
    assert report.all.recall == pytest.approx(2 / 4)
    assert report.all.precision == pytest.approx(2 / 3)
    assert report.all.f1 == pytest.approx(2 * (2 / 4) * (2 / 3) / (2 / 4 + 2 / 3))
    assert report.all.exact_f1 == pytest.approx(2 * 1 / (4 + 3))
    assert (report.spoken.gold, report.spoken.found) == (3, 2)
    assert (report.kinds["direct"].precision, report.kinds["direct"].recall) == (1.0, 1.0)
    assert report.kinds["indirect"].recall == pytest.approx(1 / 3)
    assert (report.kinds["mixed"].precision, report.kinds["mixed"].gold) == (0.0, 0)
    assert (report.named, report.right_speaker, report.unknown) == (2, 1, 0)
    assert report.speaker_accuracy == pytest.approx(1 / 2)
    assert [statement.spans for _, statement in report.missed] == [((40, 50),), ((60, 70),)]
    assert [statement.start for _, statement in report.spurious] == [90]


def test_a_prediction_that_matches_an_unwanted_gold_statement_does_not_count() -> None:
    gold = GoldArticle(
        article=Article(article_id="a", text=TEXT),
        genre="news",
        statements=(_gold((0, 10)), _gold((20, 30), cue="believes")),
    )
    predicted = [_predicted(0, 10), _predicted(20, 30)]
    report = score([gold], lambda _: predicted, wanted=lambda statement: is_spoken(statement.cue))
    assert (report.all.gold, report.all.predicted, report.all.precision, report.all.recall) == (1, 1, 1.0, 1.0)


def test_nothing_scores_nothing() -> None:
    report = score([], lambda _: [])
    assert (report.all.precision, report.all.recall, report.all.f1, report.speaker_accuracy) == (0.0, 0.0, 0.0, 0.0)


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
    ],
)
def test_cues_of_speech_and_writing_are_told_from_views(cue: str, spoken: bool) -> None:
    assert is_spoken(cue) is spoken


def test_gold_is_read_from_json_lines(tmp_path: Path) -> None:
    row = {
        "id": "n1",
        "genre": "news",
        "title": "T",
        "date": "2024-05-16",
        "text": TEXT,
        "attributions": [
            {
                "content": [[0, 10], [20, 30]],
                "type": "direct",
                "cue_text": "said",
                "source": [[12, 15]],
                "speaker_names": ["Varga"],
                "polarity": "negative",
            },
            {"content": [], "type": "indirect"},
        ],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (article,) = read_gold(path)
    assert (article.article.article_id, article.genre, str(article.article.published)) == ("n1", "news", "2024-05-16")
    (statement,) = article.statements
    assert (statement.spans, statement.bounds, statement.kind) == (((0, 10), (20, 30)), (0, 30), "direct")
    assert (statement.cue, statement.mention, statement.negated) == ("said", ((12, 15),), True)


def test_a_line_that_is_no_gold_article_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "n1"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        list(read_gold(path))
