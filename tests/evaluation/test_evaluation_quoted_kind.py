"""Direct, mixed or indirect: what the quotation marks say."""

from __future__ import annotations

import pytest

from onrecord.evaluation.quoted_kind import kind_of

_FIRST = '"We checked it and it holds.'


@pytest.mark.parametrize(
    ("text", "content", "frame", "kind"),
    [
        ('"The dam is fine," Roe said.', ["The dam is fine"], ["Roe", "said"], "direct"),
        ('"The dam," Roe said, "is fine."', ["The dam", "is fine"], ["Roe", "said"], "direct"),
        ('"The dam," Roe said, "is fine."', ['"The dam," Roe said, "is fine."'], ["Roe", "said"], "direct"),
        ("Roe said the dam was fine.", ["the dam was fine"], ["Roe", "said"], "indirect"),
        ('Roe said the dam was "fine".', ['the dam was "fine"'], ["Roe", "said"], "mixed"),
        ("“The dam is fine,” Roe said.", ["“The dam is fine,”"], ["Roe", "said"], "direct"),
        ("Roe said: 'It is fine.'", ["It is fine"], ["Roe", "said"], "direct"),
        # Marks around source and cue too are another speaker's.
        ('"Roe told me that the dam was fine," Lind said.', ["the dam was fine"], ["Roe", "told"], "indirect"),
        ("\"Roe told me: 'It is fine',\" Lind said.", ["It is fine"], ["Roe", "told"], "direct"),
        ('"We say that," a clerk said. Roe said the dam was fine.', ["the dam was fine"], ["Roe"], "indirect"),
        # Over paragraphs, each opened anew.
        (
            f'Roe said: {_FIRST}\n\n"We go home."',
            ["We checked it and it holds", "We go home"],
            ["Roe", "said"],
            "direct",
        ),
        (f'{_FIRST}"\n\nRoe said that all go home.', ["all go home"], ["Roe", "said"], "indirect"),
        ("It's the Roes' dam, said the Roes' aide.", ["It's the Roes' dam"], ["the Roes' aide"], "indirect"),
        ("—", ["—"], [], "indirect"),
    ],
)
def test_the_kind_is_read_off_the_marks(text: str, content: list[str], frame: list[str], kind: str) -> None:
    def spans(parts: list[str]) -> list[tuple[int, int]]:
        return [(text.rindex(part), text.rindex(part) + len(part)) for part in parts]

    assert kind_of(text, spans(content), spans(frame)) == kind
