"""What the database counts on a child, and that nobody else may."""

import pgtrigger

COUNTED = ["taken_places", "sponsors_count", "last_pledge_ended_on", "taken_yearly_vnd", "got_gifts", "got_support"]
DERIVED = ["name_folded", "name_sort", "code", "target_yearly_vnd", *COUNTED]

# Inside a trigger of the pledges the depth is 2; a form that saves an old copy of the record comes at depth 1.
KEEP_COUNTS = pgtrigger.Trigger(
    name="keep_counts",
    operation=pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.AnyChange(*COUNTED),
    func=f"""
        IF pg_trigger_depth() < 2 THEN
            {" ".join(f"NEW.{name} = OLD.{name};" for name in COUNTED)}
        END IF;
        RETURN NEW;
    """,
)
