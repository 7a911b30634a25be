"""The world of a file's tests: its `make_world` makes it once, and each test may change it as if it were its own."""

from copy import deepcopy
from typing import Any

import pytest

from tests import factories


@pytest.fixture(scope="module")
def made(shared_records: None, request: pytest.FixtureRequest) -> Any:
    world = request.module.make_world()
    factories.count_rows()
    return world


@pytest.fixture
def world(made: Any) -> Any:
    return deepcopy(made)
