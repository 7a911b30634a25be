"""The shape of the code: which way it leans, how long it grows, what it must not name."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import connections, models

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LAYERS = next(
    contract["layers"]
    for contract in PROJECT["tool"]["importlinter"]["contracts"]
    if contract["type"] == "layers" and "containers" not in contract
)
HEIGHT = {app.strip(): -number for number, layer in enumerate(LAYERS) for app in layer.split("|")}
NEEDED, TOOLS = PROJECT["project"]["dependencies"], PROJECT["dependency-groups"]["dev"]
FILE_LINES, FUNCTION_LINES = 300, 60
OURS = [config for config in apps.get_app_configs() if config.name in HEIGHT]


def project_files() -> list[Path]:
    """What is in the repository, or would be: everything that git does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]


def code_files() -> list[Path]:
    """Ours: without what Django writes, and without the bench's data generator, kept as it came."""
    found = [path for path in project_files() if path.suffix == ".py" and "migrations" not in path.parts]
    return [path for path in found if path != ROOT / "benchmarks/gen.py"]


def relations() -> list[tuple[type[models.Model], Any, type[models.Model]]]:
    return [
        (model, field, field.related_model)
        for config in OURS
        for model in config.get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation and field.concrete and field.related_model and not isinstance(field, GenericForeignKey)
    ]


def test_no_model_points_at_a_model_of_a_higher_layer() -> None:
    """import-linter does not see a foreign key that names its model in a string."""
    checked = [(one, field, other) for one, field, other in relations() if other._meta.app_label in HEIGHT]
    wrong = [
        f"{one._meta.label}.{field.name} points up at {other._meta.label}"
        for one, field, other in checked
        if one._meta.app_label != other._meta.app_label and HEIGHT[other._meta.app_label] >= HEIGHT[one._meta.app_label]
    ]

    assert checked
    assert not wrong


def test_every_app_stands_in_the_layers() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/apps.py")} | {
        path.parent.name for path in ROOT.glob("*/models")
    }

    assert folders <= set(HEIGHT)


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.name)
def test_an_app_with_models_has_migrations(config) -> None:
    """makemigrations --check passes over an app that has no migrations package."""
    if list(config.get_models()):
        assert (Path(config.path) / "migrations" / "__init__.py").exists()


def test_no_file_is_longer_than_a_reader_can_hold_in_mind() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in code_files()
        if "tests" not in path.parts and (lines := len(path.read_text().splitlines())) > FILE_LINES
    }

    assert not long


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": length
        for path in code_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    }

    assert not long


def test_the_database_is_postgresql_and_nothing_falls_back_to_another() -> None:
    assert {connection.vendor for connection in connections.all()} == {"postgresql"}
    other = re.compile(r"backends\.(?:sqlite|mysql|oracle)|(?:sqlite|mysql|oracle)://|import sqlite3")
    assert not [path for path in code_files() if path != Path(__file__) and other.search(path.read_text())]


@pytest.mark.parametrize(("lock", "named"), [("requirements.lock", NEEDED), ("requirements-dev.lock", NEEDED + TOOLS)])
def test_every_package_is_locked_with_its_hashes(lock: str, named: list[str]) -> None:
    entries = re.split(r"\n(?=\w)", (ROOT / lock).read_text())
    locked = [entry.split("==")[0] for entry in entries if "--hash=sha256:" in entry]

    assert {re.split(r"[\[<>=;]", name)[0] for name in named} <= set(locked)
    assert len(locked) == len(entries)


FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.)}>*])/(?:work|tmp|farm|root|opt)/"),
    "a package registry's host": re.compile(r"://[^\s\"']*(?:pypi|npm|pythonhosted|debian)[a-z]*\.", re.IGNORECASE),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    found = []
    for path in project_files():
        try:
            text = path.read_text()
        except UnicodeDecodeError:  # a picture or a workbook
            continue
        if path != Path(__file__):
            found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in FORBIDDEN[what].finditer(text)]

    assert not found
