"""No side doors: no signals, no forms that save by themselves, no admin site."""

import ast

from tests.house.tree import dotted, sources

UNWANTED = ("django.db.models.signals", "django.dispatch", "django.contrib.admin", "django.core.signals")


def _imports(tree: ast.Module) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [f"{node.module}.{name.name}" for name in node.names]
    return found


def test_nothing_happens_through_a_side_door() -> None:
    found = {
        f"{source}: {name}"
        for source in sources()
        for name in _imports(source.tree)
        if name.startswith(UNWANTED) or name.endswith(".ModelForm")
    }
    assert not found


def test_the_admin_site_is_not_installed() -> None:
    from django.conf import settings

    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_no_form_is_made_from_a_model() -> None:
    found = [
        source.at(node)
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and any(dotted(base).endswith("ModelForm") for base in node.bases)
    ]
    assert not found
