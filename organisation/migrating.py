"""A migration whose like steps are taken together.

After each step Django makes anew, in memory, every model that is related to the changed one: here nearly all of them,
which took nine tenths of a first start. A run of like steps makes them anew once.
"""

from itertools import chain, groupby
from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger, RemoveTrigger

# Each finds what it needs in the state after the whole run; of two changes of one field this would not be true.
TOGETHER = (
    migrations.CreateModel,
    migrations.AddField,
    migrations.AddConstraint,
    migrations.AddIndex,
    AddTrigger,
    RemoveTrigger,
)


class Migration(migrations.Migration):
    def __init__(self, name: str, app_label: str) -> None:
        super().__init__(name, app_label)
        runs = [(kind, list(run)) for kind, run in groupby(self.operations, key=type)]
        together = [[Run(run)] if kind in TOGETHER and len(run) > 1 else run for kind, run in runs]
        self.operations = list(chain.from_iterable(together))  # type: ignore[misc]  # as Django's own __init__ does


class Run(Operation):
    """Several steps of one kind, in their order."""

    def __init__(self, steps: list[Any]) -> None:
        self.steps = steps

    def state_forwards(self, app_label: str, state: Any) -> None:
        made = state.__dict__.pop("apps", None)  # without the models made so far, a step only writes down what it does
        for step in self.steps:
            step.state_forwards(app_label, state)
        if made is not None:
            state.apps = made
            names = {getattr(step, "model_name", None) or step.name for step in self.steps}
            state.reload_models({(app_label, name.lower()) for name in names}, delay=False)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for step in self.steps:
            step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for step in reversed(self.steps):
            step.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(step.describe() for step in self.steps)
