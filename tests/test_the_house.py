"""The shape of the house: what linters cannot hold. A failing test says what to do."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests import slowest
from tests.conftest import LONG

ROOT = Path(__file__).parent.parent
LAYERS = ("pages", "ui", "casework", "letters", "rules", "store", "record")
NOT_CODE = {"tests", "benchmarks", "deploy", "docs", "templates"}
CODE = [*sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py")), ROOT / "app.py"]
NAMES_OF_FILES = {"casework/sample/place.py"}
"""A moment in the name of a file is said to nobody."""
PAGES = sorted(path for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_every_package_has_a_floor_in_the_import_contracts() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - NOT_CODE

    assert packages == set(contracts["root_packages"]), (
        "place the new package in [tool.importlinter] and in LAYERS here"
    )


def test_nobody_imports_the_wiring() -> None:
    importing = [named(path) for path in CODE if re.search(r"^\s*(from|import) app\b", path.read_text("utf-8"), re.M)]

    assert importing == [], "app.py is wiring: move what you need from it to ui/"


@pytest.mark.parametrize("path", CODE, ids=named)
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")

    assert text.count("\n") <= 400, "a module holds one whole thought: this one holds two"
    assert ast.get_docstring(ast.parse(text)), "open it with a sentence: what lives here"
    assert not re.search(r"(^|_)(utils?|common|helpers?|misc|manager)\.py$", path.name), "name it by what it is about"


def test_a_class_name_means_one_thing() -> None:
    files: dict[str, list[str]] = {}
    for path in (*CODE, *sorted((ROOT / "deploy").rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                files.setdefault(node.name, []).append(named(path))

    assert {name: found for name, found in files.items() if len(found) > 1} == {}, "give one of them a name of its own"


def test_what_people_do_stands_in_rooms() -> None:
    entries = sorted(path.name for path in (ROOT / "casework").iterdir() if path.name != "__pycache__")

    assert len(entries) <= 12, f"put the new one into a room: {entries}"


THIN = 60
STAND_ALONE = {
    "letters/declared.py": "what writes the templates imports it, where catalogue.py would ask for the templates",
    "ui/shell/account.py": "the frame that imports it is a script, run anew at every click",
}
"""Short files that only a neighbour imports, and why each stands alone."""


def test_a_short_file_that_only_its_neighbour_imports_is_part_of_it() -> None:
    importers: dict[str, set[Path]] = {}
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                for name in (node.module, *(f"{node.module}.{each.name}" for each in node.names)):
                    importers.setdefault(name, set()).add(path)
    thin = {
        named(path)
        for path in CODE
        if path.name != "__init__.py" and path.read_text("utf-8").count("\n") < THIN
        for found in [importers.get(".".join(path.relative_to(ROOT).with_suffix("").parts), set())]
        if len(found) == 1 and next(iter(found)).parent == path.parent
    }

    assert thin == set(STAND_ALONE), "join it with the file that imports it, or say why it stands alone"


def test_functions_are_short() -> None:
    lengths = sorted(length(node) for path in CODE for node in functions(path))

    assert lengths[-1] <= 50, "split the longest function"
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[int(len(lengths) * 0.9)] <= 30


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_begins_asks_does_and_shows(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)

    assert text.count("\n") < 100
    assert "page.begin(" in text, "every page asks who is there before it shows anything"
    assert not functions(path), "what a page does lives in casework/, what it draws in ui/"
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Try)], "errors are caught once, at the top"
    assert "session_state" not in text


def test_session_state_has_one_home() -> None:
    saying = {named(path) for path in CODE if re.search(r"session_state|cache_resource", path.read_text("utf-8"))}

    assert saying == {"ui/shell/session.py"}


def test_html_has_one_home() -> None:
    unsafe = {named(path) for path in CODE if re.search(r"unsafe_allow_html|st\.html\(", path.read_text("utf-8"))}

    assert unsafe == {"ui/blocks.py"}, "draw HTML in ui/blocks.py, from constants and escaped values"


def test_a_table_has_one_home() -> None:
    drawing = {
        named(path) for path in CODE if re.search(r"\bst\.(table|dataframe|data_editor)\(", path.read_text("utf-8"))
    }

    assert drawing == {"ui/blocks.py"}, "blocks.table(…): Streamlit's own takes what people typed for Markdown"


def test_how_a_day_or_a_list_is_said_has_one_home() -> None:
    by_hand = r"""strftime|:%[-A-Za-z]|['"] and ['"]\.join|['"]am['"] if|['"]yes['"] if .* else ['"]no['"]"""
    saying = {named(path) for path in CODE if re.search(by_hand, path.read_text("utf-8"))}

    assert saying - NAMES_OF_FILES == {"record/words.py"}, "say it with record/words.py"


def test_no_form_and_no_picker_changes_what_was_typed() -> None:
    refused = r"(?<!\w)st\.(form|date_input|time_input|number_input|download_button)\("
    using = {named(path) for path in CODE if re.search(refused, path.read_text("utf-8"))}

    assert using == set(), "see docs/adr/0003-no-forms-no-pickers.md and 0002-the-app-object.md"


def test_casework_and_below_run_without_streamlit() -> None:
    below = "import casework.forms.entries, casework.desk.work, rules.judging, letters.make, store.choose, sys"
    found = subprocess.run(  # in a process of its own, where nothing else has imported it
        [sys.executable, "-c", f"{below}; sys.exit('streamlit' in sys.modules)"], cwd=ROOT, check=False
    )

    assert found.returncode == 0


def test_the_tests_run_where_pytest_keeps_nothing_of_a_run() -> None:
    run = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "--collect-only",
        "-q",
        "tests/record/test_words.py",
    ]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_whatever_is_said_to_take_long_is_there() -> None:
    said = [*slowest.of_files(), *LONG]

    assert [path for path in said if not (ROOT / path).exists()] == [], (
        "tests/seconds.txt, or LONG in tests/conftest.py"
    )


OF_ONE_SYSTEM = re.compile(
    r"""^(?:import|from)\ (?:fcntl|resource|pwd|grp|termios|tty|pty|posix|syslog|crypt|msvcrt|winreg)\b  # at the head of a module
    |%-[a-zA-Z]                                                             # of a strftime
    |\bos\.(?:fork|nice|sync|setsid|statvfs|uname|symlink|mkfifo|chown|getuid|geteuid|sched_\w+)\b
    |\bsignal\.(?:SIGKILL|SIGHUP|SIGUSR\d|SIGALRM|alarm)\b|add_signal_handler|\bpreexec_fn\b|\bpass_fds\b
    |["']/(?:tmp|var|usr|etc)/|\.symlink_to\(
    |\.read_text\(\)|\.write_text\([^,()]*\)                             # Windows reads and writes another encoding
    """,
    re.VERBOSE | re.MULTILINE,
)
GUARDED = {"record/apart.py": "a process that reads a file is held to limits where the system has any"}
"""What a module asks of one system alone, behind a question whether it is there."""


def test_nothing_in_the_app_needs_one_operating_system() -> None:
    asking = {named(path) for path in [*CODE, ROOT / "run.py"] if OF_ONE_SYSTEM.search(path.read_text("utf-8"))}

    assert asking == set(GUARDED), "Windows and macOS run it too: python run.py"


@pytest.mark.parametrize(
    "code",
    ["import fcntl", "f'{day:%-d}'", "os.fork()", "os.kill(1, signal.SIGKILL)", "open('/tmp/x')", "p.read_text()"],
)
def test_what_one_system_alone_has_is_seen(code: str) -> None:
    assert OF_ONE_SYSTEM.search(code)


PAST_THE_DOOR = re.compile(
    r"""\bimport\ [^\n]*\b(?:see|see_all|counted)\b   # casework/reading/access.py's own looks
    |\boffice\.cases\b|\bstore\.(?:entries|draft|drafts|letters_made|events)\(
    |query_params(?:\.get\(|\[)["']case["'](?!\]\s*=[^=])""",
    re.VERBOSE,
)


def test_a_screen_has_no_way_to_a_case_but_the_door() -> None:
    screens = [path for path in CODE if named(path).startswith(("ui/", "pages/"))]
    past = {named(path) for path in screens if PAST_THE_DOOR.search(path.read_text("utf-8"))}

    assert past == {
        "ui/shell/page.py",  # hands the address to casework/reading/door.py
        "ui/shell/downloads.py",  # what is handed out, or refused, is a line whoever asks
    }, "page.begin(…, of=page.CASE) gives visit.seen, and writes down that it was opened or refused"


@pytest.mark.parametrize(
    "code",
    [
        "from casework.reading.access import Seen, see",
        'st.query_params.get("case")',
        'st.query_params["case"]',
        "visit.office.cases[reference]",
        "visit.office.store.entries(visit.case)",
    ],
)
def test_a_way_past_the_door_is_seen(code: str) -> None:
    assert PAST_THE_DOOR.search(code)
    assert not PAST_THE_DOOR.search('st.query_params["case"] = reference')


def test_files_are_handed_out_in_one_place_and_what_was_seen_is_written_down_in_one() -> None:
    handing = {named(path) for path in CODE if re.search(r"content-disposition", path.read_text("utf-8"), re.I)}
    noting = {named(path) for path in CODE if ".note_seen(" in path.read_text("utf-8")}

    assert handing == {"ui/shell/handing_out.py"}
    assert noting == {"casework/reading/door.py"}
