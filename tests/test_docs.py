"""The documentation against the program: every command and option is described, and the README's session is real."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from onrecord.cli import app

ROOT = Path(__file__).parent.parent
CLI = (ROOT / "docs" / "cli.md").read_text("utf-8")


def commands() -> dict[str, list[str]]:
    group = typer.main.get_command(app)
    found = {}
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        options = [option for parameter in command.params for option in parameter.opts if option.startswith("-")]
        found[name] = [option for option in options if option not in {"--help", "-h", "--index", "--json"}]
    return found


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_is_described(name: str) -> None:
    section = re.search(rf"^## `onrecord {name}\b(?!-).*?(?=^## |\Z)", CLI, re.MULTILINE | re.DOTALL)
    assert section is not None, f"docs/cli.md does not describe {name}"
    for option in commands()[name]:
        assert f"`{option}" in section[0], f"docs/cli.md does not describe {option} of {name}"


def test_nothing_is_described_that_is_not_there() -> None:
    described = re.findall(r"^## `onrecord ([\w-]+)", CLI, re.MULTILINE)
    assert sorted(described) == sorted(commands())
    known = {option for options in commands().values() for option in options} | {"--index", "--json", "--help"}
    assert set(re.findall(r"`(--[a-z-]+)", CLI)) <= known


def sessions(text: str) -> list[tuple[str, str]]:
    """Commands of the ```console blocks with what they print."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            found.append((command, output))
    return found


@pytest.mark.slow
def test_the_session_in_the_readme_is_real(tmp_path: Path, samples_index: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert sessions("\n".join(readme.splitlines()[:30])), "the first thirty lines show a session"
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    (tmp_path / "index_data").symlink_to(samples_index)
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    for command, expected in sessions(readme):
        program, *arguments = shlex.split(command)
        assert program == "onrecord"
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert without_times(done.stdout) == without_times(expected), command


def without_times(output: str) -> str:
    """Leave out what differs from run to run, and what an index that was made before says of a second run."""
    return re.sub(r"^(articles|statements|seconds) .*\n", "", output, flags=re.MULTILINE)


PYTHON = [
    block
    for name in ("README.md", "docs/python.md")
    for block in re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
]


@pytest.mark.slow
@pytest.mark.parametrize("code", PYTHON, ids=[str(i) for i in range(len(PYTHON))])
def test_every_python_example_of_the_documentation_runs(
    code: str, tmp_path: Path, samples_index: Path, monkeypatch: pytest.MonkeyPatch, minilm: object
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("onrecord.indexer.run.open_encoder", lambda _: minilm)
    if "build_index" not in code:
        (tmp_path / "index_data").symlink_to(samples_index)
    exec(compile(code, "example", "exec"), {"tmp_path": tmp_path})  # noqa: S102 - our own documentation


@pytest.mark.slow
def test_the_example_in_memory_prints_its_hits(
    monkeypatch: pytest.MonkeyPatch, minilm: object, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("onrecord.indexer.run.open_encoder", lambda _: minilm)
    namespace: dict[str, object] = {"__name__": "example"}
    exec(compile((ROOT / "docs/examples/in_memory.py").read_text("utf-8"), "in_memory.py", "exec"), namespace)  # noqa: S102
    namespace["main"]()  # type: ignore[operator]
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert any(
        line.endswith("Ada Lomax: Nobody should pay to get to work, (Council votes on the ferry)") for line in lines
    )


@pytest.mark.slow
def test_the_web_example_answers(samples_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fastapi.testclient import TestClient  # noqa: PLC0415

    monkeypatch.setenv("ONRECORD_INDEX", str(samples_index))
    namespace: dict[str, object] = {"__name__": "fastapi_app"}
    exec(compile((ROOT / "docs/examples/fastapi_app.py").read_text("utf-8"), "fastapi_app.py", "exec"), namespace)  # noqa: S102
    with TestClient(namespace["app"]) as client:  # type: ignore[arg-type]
        found = client.get("/said", params={"q": "US-Russia confrontation", "speaker": "Belov", "k": 3}).json()
        assert [hit["statement"]["speaker"] for hit in found["hits"]] == ["Arkady Belov"] * 3
        assert client.get("/said", params={"q": "x", "k": 0}).json() == {"detail": "k is 0: ask for at least 1 hit"}


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for name in (
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")),
    ):
        for target in re.findall(r"\]\(([^)#]+)", (ROOT / name).read_text("utf-8")):
            if not target.startswith("http"):
                assert (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"


def test_every_dependency_has_a_reason() -> None:
    import tomllib  # noqa: PLC0415

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = [*project["dependencies"], *project["optional-dependencies"]["indexer"]]
    architecture = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    for name in names:
        assert re.split(r"[<>=~!]", name)[0] in architecture, name
