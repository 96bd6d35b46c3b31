"""Gold articles as JSON Lines, and in folders."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import InputError, QueryError
from onrecord.evaluation.gold_files import of_genre, read_gold

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "0123456789" * 10


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


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("nonsense", "Expecting value"),
        ("[1]", "it is no object"),
        ('{"id": "a", "text": "0123456789"}', "'attributions' is missing"),
        (
            '{"id": "a", "text": "0123456789", "attributions": [{"content": [[0, 11]], "type": "direct"}]}',
            "leaves the text",
        ),
        ('{"id": "a", "text": "0123456789", "attributions": [{"content": [[5, 5]], "type": "direct"}]}', "is empty"),
        (
            '{"id": "a", "text": "0123456789", "attributions": [{"content": [[0, 5]], "type": "free"}]}',
            "'free' is none of",
        ),
        ('{"id": "a", "text": "x", "date": "1.2.2024", "attributions": []}', "isoformat"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "n1", "text": "", "attributions": []}\n\n' + row + "\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        list(read_gold(path))
    assert f"{path}, line 3: is no gold article (" in str(raised.value)
    assert message in str(raised.value)
    assert "a row has id, text and attributions" in str(raised.value)


def test_what_holds_no_gold_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n")
    (tmp_path / "notes.md").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.jsonl").write_bytes(b"\xff")
    for name, message in {
        "empty.jsonl": "holds no gold article",
        "notes.md": "is no gold: name a folder, a .jsonl file, or the .ann file",
        "folder": "holds no gold: put NAME.txt with NAME.ann",
        "latin.jsonl": "is no UTF-8 text",
        "missing.jsonl": "cannot be read: No such file",
    }.items():
        with pytest.raises(InputError, match=message):
            list(read_gold(tmp_path / name))


def test_folders_are_walked_and_the_first_below_is_the_genre(tmp_path: Path) -> None:
    for place in ("dam", "court/roe", "court/old/lind"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"{place}.txt").write_text("It rains.")
        (tmp_path / f"{place}.ann").write_text("")
    (tmp_path / "LICENSE.txt").write_text("MIT")
    (tmp_path / "rows.jsonl").write_text('{"id": "n1", "genre": "news", "text": "x", "attributions": []}\n')
    assert [(each.article.article_id, each.genre) for each in read_gold(tmp_path)] == [
        ("court/old/lind", "court"),
        ("court/roe", "court"),
        ("dam", ""),
        ("n1", "news"),
    ]
    assert [each.article.article_id for each in read_gold(tmp_path / "dam.txt", tmp_path / "court/roe.ann")] == [
        "dam",
        "roe",
    ]


def test_articles_of_one_genre(tmp_path: Path) -> None:
    rows = [{"id": name, "genre": name, "text": "x", "attributions": []} for name in ("news", "interview")]
    (tmp_path / "g.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert [each.genre for each in of_genre(read_gold(tmp_path / "g.jsonl"), "news")] == ["news"]
    assert len(of_genre(read_gold(tmp_path / "g.jsonl"), None)) == 2
    with pytest.raises(QueryError, match="no article is of the genre 'court': there are interview, news"):
        of_genre(read_gold(tmp_path / "g.jsonl"), "court")
