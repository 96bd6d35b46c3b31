"""Articles that are not in English: quotation marks, cues and speakers of each language, by its list of words."""

from __future__ import annotations

import time
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import InputError
from onrecord.indexer.extraction import Extractor
from onrecord.indexer.extraction.light import Languages, Lexicon, built_in
from onrecord.statement import Article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.statement import Statement

    Extract = Callable[[str], list[Statement]]

# A text, and what was said in it by whom: (words, speaker, cue).
Said = tuple[str, str | None, str | None]

GERMAN: list[tuple[str, list[Said]]] = [
    # Behind the quotation, in every style of marks.
    ("„Wir bauen die Brücke wieder auf“, sagte Hanna Brandt.", [("Wir bauen die Brücke wieder auf", "Hanna Brandt", "sagte")]),
    ("»Wir bauen die Brücke wieder auf«, sagte Hanna Brandt.", [("Wir bauen die Brücke wieder auf", "Hanna Brandt", "sagte")]),
    ("«Wir bauen die Brücke wieder auf», sagte Hanna Brandt.", [("Wir bauen die Brücke wieder auf", "Hanna Brandt", "sagte")]),
    ('"Wir bauen die Brücke wieder auf", sagte Hanna Brandt.', [("Wir bauen die Brücke wieder auf", "Hanna Brandt", "sagte")]),
    ('„Wir bauen die Brücke wieder auf", sagte Hanna Brandt.', [("Wir bauen die Brücke wieder auf", "Hanna Brandt", "sagte")]),
    ('„Das "Haus am Deich" steht noch“, sagte Hanna Brandt.', [('Das "Haus am Deich" steht noch', "Hanna Brandt", "sagte")]),
    ("‚Wir bauen die Brücke wieder auf‘, sagte Hanna Brandt.", [("Wir bauen die Brücke wieder auf", "Hanna Brandt", "sagte")]),
    ("„Das Wasser steigt noch“, so der Förster Karl Ohm.", [("Das Wasser steigt noch", "Karl Ohm", "so")]),
    # Before it, with a colon, with an office or a description set off by commas.
    ("Der Sprecher der Feuerwehr, Jonas Keil, erklärte: „Wir waren nach vier Minuten da.“", [("Wir waren nach vier Minuten da.", "Jonas Keil", "erklärte")]),
    ("Weiter sagte Innenminister Karl Ohm: „Wir waren nach vier Minuten da.“", [("Wir waren nach vier Minuten da.", "Karl Ohm", "sagte")]),
    ("Karl Ohm wörtlich: „Wir waren nach vier Minuten da.“", [("Wir waren nach vier Minuten da.", "Karl Ohm", None)]),
    ("In dem Bericht heißt es: „Die Schleuse war seit Jahren undicht.“", [("Die Schleuse war seit Jahren undicht.", "Bericht", "heißt")]),
    ("Am 21. Juni sagte Karl Ohm: „Die Schleuse ist dicht.“", [("Die Schleuse ist dicht.", "Karl Ohm", "sagte")]),
    # Broken by its attribution, and carried on behind it: one statement.
    ("„Das Wasser steigt“, warnte Karl Ohm, „und wir haben keine Boote.“", [("Das Wasser steigt und wir haben keine Boote.", "Karl Ohm", "warnte")]),
    ("„Das Wasser steigt“, warnte Karl Ohm. „Wir haben keine Boote.“", [("Das Wasser steigt Wir haben keine Boote.", "Karl Ohm", "warnte")]),
    # Two cues are two statements, and a pronoun is whoever was named last.
    (
        "„Das Wasser steigt noch“, sagte Karl Ohm. Er fügte hinzu: „Wir haben keine Boote.“",
        [("Das Wasser steigt noch", "Karl Ohm", "sagte"), ("Wir haben keine Boote.", "Karl Ohm", "fügte")],
    ),
    (
        "Hanna Brandt traf Karl Ohm. „Wir haben keine Boote mehr“, sagte sie.",
        [("Wir haben keine Boote mehr", "Hanna Brandt", "sagte")],
    ),
    ("„Wir haben keine Boote mehr“, sagte er.", [("Wir haben keine Boote mehr", None, "sagte")]),
    # Parts of sentences that somebody is reported to have said.
    ("Karl Ohm nannte den Plan „völlig verrückt“.", [("völlig verrückt", "Karl Ohm", "nannte")]),
    ("Laut Karl Ohm sei der Plan „völlig verrückt und teuer“.", [("völlig verrückt und teuer", "Karl Ohm", "Laut")]),
    ("Karl Ohm zufolge sei der Plan „völlig verrückt und teuer“.", [("völlig verrückt und teuer", "Karl Ohm", "zufolge")]),
    # Names and titles, which nobody said.
    ("Die Zeitschrift „Der Deich“ ist seit gestern wieder zu haben.", []),
    ("Das Schiff „Hanna“ liegt seit gestern wieder im Hafen von Norden.", []),
    ("Die Gruppe „Blaue Stunde“ hat ihr Album „Nachtlicht“ in der Halle vorgestellt.", []),
    # A name of somebody who speaks.
    ("„Das Wasser steigt noch weiter“, schrieb die Zeitschrift „Der Deich“.", [("Das Wasser steigt noch weiter", "Zeitschrift „Der Deich“", "schrieb")]),
]  # fmt: skip

FRENCH: list[tuple[str, list[Said]]] = [
    ("« Nous allons reconstruire le pont », a déclaré la maire Anne Morel.", [("Nous allons reconstruire le pont", "Anne Morel", "a déclaré")]),
    ("«Nous allons reconstruire le pont», a déclaré Anne Morel lundi.", [("Nous allons reconstruire le pont", "Anne Morel", "a déclaré")]),
    ("“Nous allons reconstruire le pont”, a déclaré Anne Morel.", [("Nous allons reconstruire le pont", "Anne Morel", "a déclaré")]),
    (
        "« Nous allons reconstruire le pont », dit Anne Morel, « mais il faudra deux ans. »",
        [("Nous allons reconstruire le pont mais il faudra deux ans.", "Anne Morel", "dit")],
    ),
    (
        "Anne Morel était là. « Nous allons reconstruire le pont », a-t-elle ajouté.",
        [("Nous allons reconstruire le pont", "Anne Morel", "ajouté")],
    ),
    ("Paul Garnier est venu. « Je ne sais pas », répond-il.", [("Je ne sais pas", "Paul Garnier", "répond")]),
    (
        "Le ministre de l’Intérieur, Paul Garnier, a dit : « Rien n’est décidé. »",
        [("Rien n’est décidé.", "Paul Garnier", "dit")],
    ),
    ("Selon l’avocat, les faits sont « très graves et anciens ».", [("très graves et anciens", "avocat", "Selon")]),
    ("D’après Anne Morel, le projet serait « trop cher et trop long ».", [("trop cher et trop long", "Anne Morel", "D’après")]),
    ("« Le projet est mort », selon l’entraîneuse.", [("Le projet est mort", "entraîneuse", "selon")]),
    ("« Le projet est mort », s’exclame Anne Morel.", [("Le projet est mort", "Anne Morel", "exclame")]),
    ("Le film « La Mer » est sorti hier dans les salles.", []),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("text", "expected"), GERMAN + FRENCH)
def test_what_was_said_by_whom(extractor: Extractor, text: str, expected: list[Said]) -> None:
    language = "de" if (text, expected) in GERMAN else "fr"
    article = Article.from_text(text, language=language)
    found = extractor.extract(article)
    assert [(each.spoken, each.speaker, each.cue) for each in found] == expected
    for each in found:
        assert text[each.start : each.end] == each.text
        assert each.kind == "direct"


@pytest.mark.slow
def test_evidence_has_the_form_that_it_has_in_english(extract: Extract) -> None:
    text = "Hanna Brandt traf die Feuerwehr. „Wir haben keine Boote mehr, und es kommen auch keine“, sagte sie."
    (found,) = extract(text)
    assert found.evidence is not None
    assert found.evidence.attribution == "subject of the cue"
    assert found.evidence.rule == "pronoun: the nearest who fits"
    assert [link.text for link in found.evidence.chain] == ["sie", "Hanna Brandt"]
    assert found.evidence.agrees is True
    assert found.evidence.distance == 1
    assert all(text[link.start : link.end] == link.text for link in found.evidence.chain)
    assert 0 < found.confidence < 1


@pytest.mark.slow
def test_the_office_is_the_role_and_the_section_and_neighbours_are_kept(extract: Extract) -> None:
    text = (
        "Hochwasser\n\nAm Montag kam der Regen.\n\nDann wurde es still. „Das Wasser ist nicht mehr da“, sagte die "
        "Ministerin Hanna Brandt. Die Leute gingen nach Hause."
    )
    (found,) = extract(text)
    assert (found.speaker, found.role, found.section) == ("Hanna Brandt", "Ministerin", "Hochwasser")
    assert found.context_before == "Dann wurde es still."
    assert found.context_after == "Die Leute gingen nach Hause."


@pytest.mark.slow
def test_a_quotation_of_several_paragraphs_is_one_statement(extract: Extract) -> None:
    text = "Hanna Brandt sagte: „Das Wasser ist nicht mehr da.\n\n„Wir gehen jetzt nach Hause.“\n\nEs war schon Nacht."
    (found,) = extract(text)
    assert found.spoken == "Das Wasser ist nicht mehr da. Wir gehen jetzt nach Hause."
    assert found.speaker == "Hanna Brandt"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["", "„", "„“", "„...“", "«»", "Nur ein Satz ohne das, was man sagt.", "„Und“ „Und“ „Und“"]
)
def test_what_holds_nothing_gives_nothing(extractor: Extractor, text: str) -> None:
    for language in ("de", "fr", "tlh"):
        assert [
            each.speaker for each in extractor.extract(Article.from_text(text, language=language)) if each.speaker
        ] == []


@pytest.mark.slow
def test_time_is_linear_in_a_line_of_nothing_but_quotations(extractor: Extractor) -> None:
    def seconds(times: int) -> float:
        article = Article.from_text("„Wir gehen“, sagte sie und " * times, language="de")
        begin = time.process_time()
        extractor.extract(article)
        return time.process_time() - begin

    seconds(100)
    assert seconds(4_000) < 10 * 4 * max(seconds(1_000), 0.05) / 4


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Die Stadt hat den Bau der Brücke nicht bezahlt, sagte die Ministerin.", None, "de"),
        ("La ville n'a pas payé les travaux du pont, a dit la ministre dans une lettre.", None, "fr"),
        ("The city has not paid for the bridge, the minister said.", None, None),
        ("", None, None),
        ("Berlin, Paris, Hamburg", None, None),
        # Two sentences against one.
        ("The city has not paid for the bridge. It will not, the mayor said. „Die Brücke ist nicht mehr da“, sagte er.", None, None),
        ('Die Stadt hat das nicht bezahlt. Der Bau ist auch nicht bei uns, und wir haben es nicht gewollt. He said: "It is over."', None, "de"),
        # What the article says of itself counts, in any of its spellings.
        ("Wir", "de", "de"), ("Wir", "de-AT", "de"), ("Wir", "DEU", "de"), ("Wir", "German", "de"), ("Wir", "fr_CH.UTF-8", "fr"),
        ("Die Stadt hat den Bau der Brücke nicht bezahlt.", "en-GB", None),
        ("Die Stadt hat den Bau der Brücke nicht bezahlt.", "English", None),
        ("Die Stadt hat den Bau der Brücke nicht bezahlt.", "und", "de"),
        ("Die Stadt hat den Bau der Brücke nicht bezahlt.", "no language", "de"),
    ],
)  # fmt: skip
def test_the_language_of_an_article(text: str, language: str | None, expected: str | None) -> None:
    lexicon = built_in().lexicon_of(Article.from_text(text, language=language))
    assert lexicon is (None if expected is None else built_in().by_code[expected])


@pytest.mark.slow
def test_a_language_without_a_file_has_quotations_and_no_speakers(extractor: Extractor) -> None:
    text = "«Vamos a reconstruir el puente y la carretera, y vamos a hacerlo este año, con todos.» El puente cayó."
    (found,) = extractor.extract(Article.from_text(text, language="es"))
    assert (found.spoken, found.speaker, found.confidence) == (text[1 : text.index("»")], None, 0.0)


@pytest.mark.slow
def test_a_new_language_is_a_new_file(extractor: Extractor, tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text(
        'names = "xxlish"\nstop_words = "ka mo ti"\ncues = "zibo"\nhe = "lu"\narticles = "ka"\n', "utf-8"
    )
    languages = Languages.read(tmp_path)
    text = "„Ka wobo mo lasti, ti bora“, zibo Anna Roe. Ka mo ti. „Ka wobo mo nasti, ti bora“, zibo Karl Doe. „Ka to ti ko, mo bora!“, zibo lu."
    parser = extractor._parser
    found = Extractor(parser, languages).extract(Article.from_text(text))
    assert [(each.speaker, each.cue) for each in found] == [
        ("Anna Roe", "zibo"),
        ("Karl Doe", "zibo"),
        ("Karl Doe", "zibo"),
    ]
    assert Extractor(parser, languages).extract(Article.from_text(text, language="xxlish")) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("names =", "is no TOML"),
        ('cues = "zibo"', "has no names"),
        ('names = "xx"\ncue = "zibo"', "has cue: a language has names, stop_words, cues"),
        ('names = "xx"\ncues = 3', "has cues = 3: it must be a text of words or a list of phrases"),
        ('names = "xx"\ncues = ["a", 3]', "has cues = ['a', 3]"),
        ('names = "xx"\nordinal_stops = "yes"', "has ordinal_stops = 'yes': it must be true or false"),
    ],
)
def test_a_file_that_is_no_language_says_why(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        Lexicon.from_toml(text, source="xx.toml")
    assert message in str(error.value)
    assert "xx.toml" in str(error.value)


def test_every_language_of_the_package_is_in_lower_case_and_uses_its_words() -> None:
    folder = files("onrecord.indexer.extraction.light") / "languages"
    assert {each.name for each in folder.iterdir()} == {"de.toml", "en.toml", "fr.toml"}
    for code, lexicon in built_in().by_code.items():
        assert code in lexicon.names
        assert len(lexicon.stop_words) > 80
        assert lexicon.naming <= lexicon.cues
        for other, words in built_in().by_code.items():
            shared = lexicon.stop_words & words.stop_words
            assert code == other or len(shared) <= 0.1 * len(lexicon.stop_words), (code, other, shared)
