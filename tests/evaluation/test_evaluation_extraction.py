"""Matching and scores against numbers worked out by hand."""

from __future__ import annotations

import pytest

from onrecord.evaluation.extraction import Report, score
from onrecord.evaluation.gold import GoldArticle, GoldStatement
from onrecord.evaluation.matching import match_statements, overlap
from onrecord.statement import Article, Kind, Statement

TEXT = "0123456789" * 10


def _gold(
    *spans: tuple[int, int],
    kind: Kind = "indirect",
    cue: str = "said",
    names: tuple[str, ...] = (),
    mention: tuple[tuple[int, int], ...] = (),
    classes: tuple[str, ...] = (),
) -> GoldStatement:
    return GoldStatement(spans=spans, kind=kind, cue=cue, speaker_names=names, mention=mention, classes=classes)


def _predicted(
    start: int,
    end: int,
    *,
    kind: Kind = "indirect",
    speaker: str | None = None,
    mention: str | None = None,
    cue: str | None = None,
) -> Statement:
    return Statement(
        statement_id=f"{start}-{end}",
        article_id="a",
        text=TEXT[start:end],
        kind=kind,
        start=start,
        end=end,
        speaker=speaker,
        speaker_mention=mention,
        cue=cue,
    )


def _report(gold: list[GoldStatement], predicted: list[Statement], *, text: str = TEXT, genre: str = "") -> Report:
    article = GoldArticle(article=Article(article_id="a", text=text), genre=genre, statements=tuple(gold))
    return score([article], lambda _: predicted)


def test_each_gold_and_each_prediction_is_used_once() -> None:
    gold = [_gold((0, 10)), _gold((0, 12))]
    predicted = [_predicted(0, 12), _predicted(40, 50)]
    (match,) = match_statements(gold, predicted, TEXT)
    assert match.gold is gold[1]
    assert match.predicted is predicted[0]
    assert (match.iou, match.exact) == (1.0, True)


def test_the_sum_of_overlaps_counts_and_not_the_best_pair() -> None:
    # Best first would pair the first two, 9/10, and nothing else, as 7/15 is too little; crosswise it is 7/10 + 9/15.
    gold = [_gold((0, 10)), _gold((0, 15))]
    predicted = [_predicted(0, 9), _predicted(0, 7)]
    matches = match_statements(gold, predicted, TEXT)
    assert {(match.gold.bounds, match.predicted.end) for match in matches} == {((0, 10), 7), ((0, 15), 9)}


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


def test_reported_speech_is_its_outer_bounds_as_a_statement_has_nothing_else() -> None:
    assert overlap(_gold((0, 10), (30, 40)), _predicted(0, 40)) == 1.0
    assert overlap(_gold((0, 10), (30, 40)), _predicted(0, 10)) == 10 / 40


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
    assert (report.group("spoken").gold, report.group("spoken").found) == (3, 2)
    assert (report.group("kind", "direct").precision, report.group("kind", "direct").recall) == (1.0, 1.0)
    assert report.group("kind", "indirect").recall == pytest.approx(1 / 3)
    assert (report.group("kind", "mixed").precision, report.group("kind", "mixed").gold) == (0.0, 0)
    assert (report.all.named, report.all.same_person, report.all.unknown) == (2, 1, 0)
    assert report.all.person_accuracy == pytest.approx(1 / 2)
    (judged,) = report.articles
    assert [statement.spans for statement in judged.missed] == [((40, 50),), ((60, 70),)]
    assert [statement.start for statement in judged.spurious] == [90]


def test_a_match_of_two_kinds_counts_in_both_each_side_in_its_own() -> None:
    gold = [_gold((0, 10), kind="mixed"), _gold((20, 30), kind="direct")]
    report = _report(gold, [_predicted(0, 10, kind="direct"), _predicted(50, 60, kind="direct")])
    mixed, direct = report.group("kind", "mixed"), report.group("kind", "direct")
    assert (mixed.gold, mixed.found, mixed.predicted, mixed.recall) == (1, 1, 0, 1.0)
    assert (direct.gold, direct.found, direct.predicted, direct.right) == (1, 0, 2, 1)
    assert (direct.exact_precision, direct.exact_recall) == (1 / 2, 0.0)
    assert (report.all.kind_accuracy, report.all.f1) == (0.0, 1 / 2)


def test_genres_and_classes_are_counted_apart() -> None:
    gold = [_gold((0, 10), classes=("court", "split")), _gold((20, 30), classes=("court",))]
    report = _report(gold, [_predicted(0, 10), _predicted(50, 60)], genre="news")
    assert (report.group("class", "court").recall, report.group("class", "split").recall) == (1 / 2, 1.0)
    assert report.group("class", "court").predicted == 0
    assert report.group("genre", "news") == report.all


def test_cues_and_mentions_are_right_if_they_overlap() -> None:
    #       0123456789
    text = "Mayor Jane Roe has warned of rain. She said no. Roe told us. It is wet, an aide said."
    roe, she, told, aide = (text.index(words) for words in ("Mayor", "She", "Roe told", "an aide"))
    gold = [
        _gold((29, 33), cue="warned", mention=((roe, roe + 14),)),
        _gold((44, 46), mention=((she, she + 3),)),
        _gold((told + 9, told + 11), cue="told", mention=((told, told + 3),)),
        _gold((text.index("It is"), text.index(", an aide")), mention=((aide, aide + 7),)),
    ]
    predicted = [
        _predicted(29, 33, cue="has warned", mention="Jane Roe"),  # both overlap
        _predicted(44, 46, cue="said", mention="Mayor"),  # the wrong mention
        _predicted(told + 9, told + 11, cue="warned"),  # the wrong cue, no mention
        _predicted(0, 5, cue="said", mention="an aide"),  # spurious
    ]
    counts = _report(gold, predicted, text=text).all
    assert (counts.cue_precision, counts.cue_recall, counts.cue_f1) == (2 / 4, 2 / 4, 1 / 2)
    assert (counts.mention_precision, counts.mention_recall) == (1 / 3, 1 / 4)
    assert counts.mention_f1 == pytest.approx(2 * (1 / 3) * (1 / 4) / (1 / 3 + 1 / 4))
    assert counts.mention_accuracy == 1 / 3


def test_persons_count_where_gold_names_somebody() -> None:
    gold = [
        _gold((0, 10), kind="direct", names=("Jane Roe", "Roe")),
        _gold((20, 30), kind="direct", names=("Jane Roe", "Roe")),
        _gold((40, 50), kind="direct"),
        _gold((60, 70), names=("Otto Lind",)),
    ]
    predicted = [
        _predicted(0, 10, kind="direct", speaker="Jane Roe"),
        _predicted(20, 30, kind="direct"),
        _predicted(40, 50, kind="direct", speaker="Otto Lind"),
        _predicted(60, 70, speaker="Jane Roe"),
    ]
    report = _report(gold, predicted)
    direct = report.group("kind", "direct")
    assert (direct.person_accuracy, direct.unknown_share) == (1 / 2, 1 / 2)
    assert (report.all.person_accuracy, report.all.unknown_share) == (1 / 3, 1 / 3)
    assert [(each.cases, each.accuracy) for each in report.calibration.bins] == [(2, 1 / 2)]  # not the unknown one


def test_nothing_scores_nothing() -> None:
    report = score([], lambda _: [])
    assert (report.all.precision, report.all.recall, report.all.f1, report.all.person_accuracy) == (0.0, 0.0, 0.0, 0.0)
