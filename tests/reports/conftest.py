"""The world of a file's tests: its `make_world` makes it once, and each test may change it as if it were its own."""

from copy import deepcopy
from typing import Any

import pytest
from django.db import connection

from tests import factories


@pytest.fixture(scope="module", autouse=True)
def made(request: pytest.FixtureRequest) -> Any:
    """There for every test of the file, so that none depends on which of them ran first."""
    if not hasattr(request.module, "make_world"):
        return None
    request.getfixturevalue("shared_records")
    world = request.module.make_world()
    connection.check_constraints()
    factories.count_rows()
    return world


@pytest.fixture
def world(made: Any) -> Any:
    return deepcopy(made)
