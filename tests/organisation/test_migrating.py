from typing import Any

from django.db import migrations, models
from django.db.migrations.state import ProjectState

from organisation import migrating

STEPS = [
    migrations.CreateModel("House", [("id", models.BigAutoField(primary_key=True))]),
    migrations.CreateModel("Room", [("house", models.ForeignKey("trial.House", models.CASCADE))]),
    migrations.AlterModelOptions("House", {"ordering": ["id"]}),
    migrations.AddField("House", "street", models.CharField(max_length=9)),
    migrations.AddField("Room", "number", models.IntegerField(default=1)),
]


def carried_out(kind: type[Any]) -> ProjectState:
    """The state after the steps, with its models made before them as in a real migration."""
    state = ProjectState()
    assert state.apps
    plan = type("Migration", (kind,), {"operations": STEPS})
    return plan("0001_start", "trial").mutate_state(state, preserve=False)


def test_like_steps_are_taken_together_and_leave_what_they_leave_one_by_one() -> None:
    together, one_by_one = carried_out(migrating.Migration), carried_out(migrations.Migration)

    assert together.models == one_by_one.models
    for name in ("house", "room"):
        found = [state.apps.get_model("trial", name)._meta for state in (together, one_by_one)]
        assert [f.name for f in found[0].get_fields()] == [f.name for f in found[1].get_fields()]


def test_only_like_steps_beside_each_other_are_taken_together() -> None:
    plan = type("Migration", (migrating.Migration,), {"operations": STEPS})("0001_start", "trial")

    assert [len(step.steps) if isinstance(step, migrating.Run) else 1 for step in plan.operations] == [2, 1, 2]


def test_the_models_are_made_anew_once_for_a_run(monkeypatch: Any) -> None:
    made: list[Any] = []
    plain = ProjectState._reload  # type: ignore[attr-defined]  # what costs the time

    def noted(state: ProjectState, names: Any) -> None:
        made.append(names)
        plain(state, names)

    monkeypatch.setattr(ProjectState, "_reload", noted)

    carried_out(migrating.Migration)

    assert len(made) == 3
