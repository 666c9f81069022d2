"""The house: layers, doors, what is imported when, and that everything says what it is."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import resumefit

ROOT = Path(__file__).parent.parent
PACKAGE = Path(resumefit.__file__).parent

# Third-party library -> the modules that may import it. DESIGN.md names one for each; what a door needs beyond its own
# library (pdfminer below pdfplumber, lxml below trafilatura) stands beside it and says why in its docstring.
DOORS = {
    "spacy": {"language/nlp.py"},
    "numpy": {"language/encoder.py", "batch/arrays.py"},
    "scipy": {"batch/arrays.py"},
    "joblib": {"batch/workers.py"},
    "platformdirs": {"batch/cache.py"},
    "distributed": {"batch/cluster.py"},
    "pyarrow": {"rendering/parquet.py"},
    "onnxruntime": {"language/encoder.py"},
    "rapidfuzz": {"matching/similar.py"},
    "pdfplumber": {"reading/pdf.py"},
    "pdfminer": {
        "reading/pdf.py",
        "reading/pdffile.py",
        "reading/pdffacts.py",
        "reading/pdffonts.py",
        "reading/pdfiumvet.py",
        "reading/pdfobjects.py",
        "reading/pdfpages.py",
    },
    "pypdfium2": {"reading/pdfium.py"},
    "pytesseract": {"reading/ocr.py"},
    "docx": {"reading/docx.py"},
    "msoffcrypto": {"reading/officecrypto.py"},
    "trafilatura": {"reading/html.py"},
    "lxml": {"reading/html.py", "reading/htmllines.py"},
    "click": {"cli.py", "cli/"},
    "rich": {"rendering/screen.py", "rendering/terminal.py"},
    "pydantic": {"reading/json_resume.py", "rendering/json.py"},
    "markdown_it": {"reading/markdown.py"},
    "py3langid": {"language/english.py"},
    "phonenumbers": {"language/phones.py"},
    "charset_normalizer": {"reading/plain.py"},
}
NETWORK = frozenset(
    (
        "socket",
        "urllib.request",
        "http.client",
        "http.server",
        "requests",
        "httpx",
        "aiohttp",
        "urllib3",
        "ftplib",
        "smtplib",
        "asyncio",
        "ssl",
    )
)
HEAVY = (
    "spacy",
    "pdfplumber",
    "pdfminer",
    "pypdfium2",
    "docx",
    "pydantic",
    "scipy",
    "joblib",
    "platformdirs",
    "distributed",
    "pyarrow",
    "numpy",
    "rich",
    "trafilatura",
    "lxml",
    "py3langid",
    "phonenumbers",
)


@cache
def trees() -> dict[str, ast.Module]:
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at_run_time(tree: ast.Module) -> ast.Module:
    """The module without what stands under `if TYPE_CHECKING`."""
    return ast.Module(
        [n for n in tree.body if not (isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING")], []
    )


def test_there_is_a_package() -> None:
    assert len(trees()) >= 30
    assert {"config.py", "language/nlp.py", "matching/match.py", "reading/document.py"} <= trees().keys()


def test_layers() -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "1 kept" in run.stdout


def test_the_layers_are_those_of_the_folder() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    rooms = {
        path.stem
        for path in PACKAGE.iterdir()
        if (path.is_dir() and path.name not in ("data", "__pycache__")) or path.suffix == ".py"
    }
    assert contract["exhaustive"] is True
    assert set(contract["layers"]) == rooms - {"__init__", "__main__"}


@pytest.mark.parametrize("library", DOORS)
def test_one_library_one_door(library: str) -> None:
    users = {
        name
        for name, tree in trees().items()
        if any(one.split(".")[0] == library for one in imported(at_run_time(tree)))
    }
    allowed = DOORS[library]
    assert not {
        user
        for user in users
        if not any(user == door or (door.endswith("/") and user.startswith(door)) for door in allowed)
    }
    if library != "pypdfium2":
        assert users, f"nothing imports {library}: is it still a dependency?"


def test_every_third_party_library_has_a_door() -> None:
    names = {one.split(".")[0] for tree in trees().values() for one in imported(tree)}
    strange = names - set(sys.stdlib_module_names) - {"resumefit", ""} - DOORS.keys()
    assert "spacy" in names
    assert not strange


def test_every_dependency_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    modules = {"python-docx": "docx", "charset-normalizer": "charset_normalizer", "markdown-it-py": "markdown_it"}
    modules["pdfminer.six"] = "pdfminer"
    names = {line.split(">")[0].split("=")[0].strip() for line in project["dependencies"]}
    wanted = {modules.get(name, name) for name in names}
    used = {one.split(".")[0] for tree in trees().values() for one in imported(tree)}
    assert len(wanted) >= 8
    assert not wanted - used


def test_nothing_goes_online() -> None:
    seen = {one for tree in trees().values() for one in imported(tree)}
    assert len(seen) > 50
    assert not seen & NETWORK


def test_only_the_command_line_prints() -> None:
    calls = {
        (name, node.func.id)
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert len(calls) > 500
    assert not [
        name
        for name, function in calls
        if function in ("print", "input", "exit", "quit") and not name.startswith("cli")
    ]


def test_only_the_command_line_knows_the_package_root() -> None:
    rooms = {f"resumefit.{path.stem}" for path in PACKAGE.iterdir()}
    asked = {
        (name, one)
        for name, tree in trees().items()
        for one in imported(tree)
        if one.count(".") < 2 and "resumefit" in one
    }
    assert len(asked) > 50
    assert not [
        name for name, one in asked if one not in rooms | {"resumefit"} and not name.startswith(("cli", "__main__"))
    ]


def test_everything_public_has_a_docstring() -> None:
    seen, bare = 0, []
    for name, tree in trees().items():
        if ast.get_docstring(tree) is None and tree.body:
            bare.append(name)
        owners: list[ast.Module | ast.ClassDef] = [
            tree,
            *(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)),
        ]
        for owner in owners:
            for node in owner.body:
                if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                    if isinstance(owner, ast.ClassDef) and owner.name.startswith("_"):
                        continue
                    seen += 1
                    if ast.get_docstring(node) is None:
                        bare.append(f"{name}: {node.name}")
    assert seen > 200
    assert not bare


def test_dataclasses_are_frozen_with_slots() -> None:
    """Those of the house's own words; a reader or the command line may keep a notebook of its own."""
    seen, soft = 0, []
    for name, tree in trees().items():
        if name.startswith(("cli", "reading/")) and name != "reading/document.py":
            continue
        for node in ast.walk(tree):
            for mark in node.decorator_list if isinstance(node, ast.ClassDef) else ():
                called = mark.func if isinstance(mark, ast.Call) else mark
                if isinstance(node, ast.ClassDef) and isinstance(called, ast.Name) and called.id == "dataclass":
                    seen += 1
                    given = (
                        {
                            word.arg
                            for word in mark.keywords
                            if isinstance(word.value, ast.Constant) and word.value.value
                        }
                        if isinstance(mark, ast.Call)
                        else set()
                    )
                    if not {"frozen", "slots"} <= given and not node.name.startswith("_"):
                        soft.append(f"{name}: {node.name}")
    assert seen > 20
    assert not soft


def test_no_file_holds_a_path_of_some_machine() -> None:
    texts = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.toml"), *PACKAGE.rglob("*.jsonl"), ROOT / "pyproject.toml"]
    assert len(texts) > 50
    assert not [
        path.name
        for path in texts
        if "/home/" in (text := path.read_text("utf-8")) or "/Users/" in text or "C:\\Users" in text
    ]


def loaded_by(code: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", f"import sys, json\n{code}\nprint(json.dumps(sorted(sys.modules)))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.split(".")[0] for name in json.loads(run.stdout.splitlines()[-1])}


@pytest.mark.parametrize(
    "code",
    [
        "import resumefit",
        "import resumefit; dir(resumefit); resumefit.__version__",
        "import resumefit.language.nlp, resumefit.matching.match",
        "import resumefit.report",
    ],
)
def test_importing_loads_nothing_heavy(code: str) -> None:
    loaded = loaded_by(code)
    assert "resumefit" in loaded
    assert not loaded & set(HEAVY)


def test_help_loads_nothing_heavy() -> None:
    loaded = loaded_by(
        "import sys\nsys.argv = ['resumefit', '--help']\n"
        "from resumefit.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass"
    )
    assert "click" in loaded
    assert not loaded & set(HEAVY)


def test_the_facade_names_what_is_there() -> None:
    assert len(resumefit.__all__) >= 8
    assert all(getattr(resumefit, name) is not None for name in resumefit.__all__)
    assert sorted(resumefit.__all__) == dir(resumefit)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = resumefit.nonsense


def test_tests_and_modules_go_together() -> None:
    """Every module of language and matching has a test that names it."""
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    modules = [
        name for name in trees() if name.startswith(("language/", "matching/")) and not name.endswith("__init__.py")
    ]
    assert len(modules) >= 15
    assert not [name for name in modules if f"resumefit.{name[:-3].replace('/', '.')} import" not in tests]
