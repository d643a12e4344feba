"""Two more pairs of facts are tied: whoever finished or talked something through is known with the day."""

from django.db import migrations, models

PAIRS = {
    "financialassessment": ("finances_finished", "finished"),
    "planningamount": ("planning_discussed", "discussed"),
}


def _tied(stem: str) -> models.Q:
    both = {f"{stem}_on__isnull": False, f"{stem}_by__isnull": False}
    neither = {f"{stem}_on__isnull": True, f"{stem}_by__isnull": True}
    return models.Q(**both) | models.Q(**neither)


class Migration(migrations.Migration):
    """Who and when."""

    dependencies = [("records", "0005_review")]

    operations = [
        migrations.AddConstraint(model, models.CheckConstraint(condition=_tied(stem), name=name))
        for model, (name, stem) in PAIRS.items()
    ]
