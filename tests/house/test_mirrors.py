"""Whoever opens a module knows where its tests are: the same path under tests/."""

from tests.house.tree import ROOT, Source, sources


def _mirror(source: Source) -> str:
    inside = source.path.relative_to(ROOT / "selfdirect")
    name = inside.name.removeprefix("__").replace("__.py", ".py")
    return str("tests" / inside.parent / f"test_{name}")


def test_every_module_has_a_test_file_at_the_same_place() -> None:
    modules = [source for source in sources() if source.path.name != "__init__.py"]
    missing = [f"{source} needs {_mirror(source)}" for source in modules if not (ROOT / _mirror(source)).exists()]
    assert not missing


def test_every_test_file_holds_a_test() -> None:
    empty = [
        str(source)
        for source in sources("tests")
        if source.path.name.startswith("test_")
        and not any(function.name.startswith("test_") for function in source.functions())
    ]
    assert not empty


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {source.path.parent for source in sources("tests")}
    assert not [str(folder) for folder in folders if not (folder / "__init__.py").exists()]
