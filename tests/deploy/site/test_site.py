"""The installer without a machine to install: its files in a folder, and programs of the system that only write down that they ran."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.site import answers as asked
from deploy.site import machine as of
from deploy.site import steps, texts, upgrading, watching
from deploy.site.answers import Refused, SiteAnswers
from deploy.site.backing_up import put_back
from deploy.site.looking import SYSTEMS, refuse_name, refuse_system, refuse_what_cannot_end_well
from deploy.site.machine import Machine
from store.settings import read_secrets

SAID: Mapping[str, str] = {
    "name": "moves.example.org",
    "email": "anna.bell@council.example",
    "administrator": "Anna Bell",
    "authority": "205",
}
ANSWERS = asked.checked(SAID)
BOOKWORM = 'ID=debian\nVERSION_ID="12"\n'
RAN = "ran"
STAND_IN = """#!/bin/sh
echo "$(basename $0) $*" >> {log}
case "$(basename $0)" in
    dpkg-query) cat {there} 2>/dev/null;;
    runuser) shift 3; exec "$@";;
esac
exit 0
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A folder in place of the machine, whose programs do nothing but write down that they ran."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in (
        "apt-get",
        "dpkg",
        "dpkg-query",
        "useradd",
        "id",
        "runuser",
        "systemctl",
        "restic",
        "sh",
        "nft",
        "sshd",
        "timedatectl",
    ):
        (programs / name).write_text(STAND_IN.format(log=tmp_path / RAN, there=tmp_path / "there"))
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setattr("shutil.chown", lambda *_: None)  # a test is nobody's root
    return Machine(tmp_path / "root")


@pytest.mark.parametrize(
    ("instead", "sentence"),
    [
        ({"name": "Moves"}, "Write the site’s name as people will type it, in small letters: moves.example.org."),
        ({"name": "moves.example.org;reboot"}, "Write the site’s name as people will type it, in small letters: moves.example.org."),
        ({"email": "anna"}, "Write an e-mail address."),
        ({"email": 'a"b@council.example'}, "Write an e-mail address."),
        ({"administrator": "Anna\nBell"}, "Write a first and last name."),
        ({"authority": "20"}, "Write three digits."),
        ({"store": "oracle"}, "Write sqlite, postgresql, or the link to a spreadsheet."),
        ({"backups": "here"}, "Write the path of a folder, beginning with /."),
        ({"accounts": "github"}, "Write none, google or microsoft."),
        ({"firewall": "maybe"}, "Write yes or no for firewall."),
        ({"authority": ""}, "The answer authority is missing."),
        ({"store": "spreadsheet"}, "A spreadsheet needs its link (spreadsheet) and the path of its key (spreadsheet_key)."),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_used_is_refused_with_a_sentence(instead: Mapping[str, str], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        asked.checked({**SAID, **instead})

    assert str(refused.value) == f"{sentence} Nothing was done."


def test_six_questions_are_asked_each_until_it_can_be_used() -> None:
    typed = iter(
        [
            "Anna Bell",
            "anna",
            "anna.bell@council.example",
            "205",
            "https://docs.google.com/x",
            "/root/key.json",
            "",
            "google",
        ]
    )
    heard: list[str] = []
    answers = asked.ask("moves.example.org", heard.append, lambda prompt: next(typed))

    assert len(asked.QUESTIONS) == 6
    assert "  Write an e-mail address." in heard
    assert answers == replace(
        ANSWERS,
        store="spreadsheet",
        spreadsheet="https://docs.google.com/x",
        spreadsheet_key="/root/key.json",
        accounts="google",
    )


def test_answers_come_back_as_they_were_kept(tmp_path: Path) -> None:
    odd = replace(ANSWERS, administrator='Zoë "Zed" O’Hara \\ co', mail_password='a"b\\c')
    (tmp_path / "answers.toml").write_text(odd.written(), "utf-8")

    assert asked.read(tmp_path / "answers.toml") == odd
    assert asked.differences(ANSWERS, odd) == ["administrator", "mail_password"]


@pytest.mark.parametrize(
    "answers",
    [
        ANSWERS,
        replace(ANSWERS, store="postgresql", mail_host="smtp.example.org", mail_port="465", mail_user="moves", mail_password='p"\\'),
        replace(ANSWERS, accounts="google", google_client_id="id", google_client_secret="secret"),
        replace(ANSWERS, accounts="microsoft", microsoft_client_id="i", microsoft_client_secret="s", microsoft_tenant="t"),
        replace(ANSWERS, accounts="google"),
        replace(ANSWERS, store="spreadsheet", spreadsheet="https://docs.google.com/x", spreadsheet_key="/etc/key.json"),
    ],
)  # fmt: skip
def test_the_app_understands_what_it_is_told(tmp_path: Path, answers: SiteAnswers) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(texts.secrets(answers), "utf-8")
    file.chmod(0o600)
    told = read_secrets(file)

    assert told["ways_in"] == ("links,accounts" if answers.has_accounts else "links")
    assert ("spreadsheet" in told["store"]) == (answers.store == "spreadsheet")
    assert told.get("messages", {}).get("smtp", {}).get("password", "") == answers.mail_password


def test_what_is_written_has_the_sites_own_name_and_processes() -> None:
    other = replace(
        ANSWERS,
        name="fair.moves.example",
        email="zoe@fair.example",
        store="spreadsheet",
        acme_directory="https://ca.example",
    )
    caddy = texts.caddyfile(other)

    assert "moves.example.org" not in caddy + texts.unit("managed-moves@.service", other)
    assert "email zoe@fair.example\n\tacme_ca https://ca.example\n" in caddy
    assert "reverse_proxy 127.0.0.1:8511 {" in caddy
    assert "reverse_proxy 127.0.0.1:8511 127.0.0.1:8512 {" in texts.caddyfile(ANSWERS)


@pytest.mark.parametrize(
    ("configuration", "connection", "ports"),
    [("", "", "{ 22, 80, 443 }"), ("Port 2222\n", "", "{ 80, 443, 2222 }"), ("", "10.0.0.9 50123 10.0.0.2 2200", "{ 22, 80, 443, 2200 }")],
)  # fmt: skip
def test_the_firewall_locks_nobody_out_who_is_in(configuration: str, connection: str, ports: str) -> None:
    assert f"tcp dport {ports} accept" in texts.firewall(texts.ssh_ports(configuration, connection))


def test_only_the_systems_it_was_made_for(machine: Machine) -> None:
    for system, version in (("debian", "11"), ("ubuntu", "22.04"), ("fedora", "42"), ("", "")):
        machine.write("/etc/os-release", f'ID={system}\nVERSION_ID="{version}"\n')
        with pytest.raises(Refused, match="made for Debian 12 and 13 and Ubuntu"):
            refuse_system(machine)
    for system, versions in SYSTEMS.items():
        machine.write("/etc/os-release", f'ID={system}\nVERSION_ID="{versions[0]}.04"\n')
        refuse_system(machine)


def test_a_name_that_leads_nowhere(machine: Machine) -> None:
    with pytest.raises(Refused, match=r"leads nowhere yet.*Nothing was done"):
        refuse_name("nowhere.invalid")


def test_no_space(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.write("/etc/os-release", BOOKWORM)
    monkeypatch.setattr("deploy.site.looking.LEAST_SPACE", 10**18)
    with pytest.raises(Refused, match=r"GB free; .* GB are needed\. Nothing was done"):
        refuse_what_cannot_end_well(machine, ANSWERS, change=False)


@pytest.mark.parametrize(
    ("changed", "change", "sentence"),
    [
        ({"authority": "206"}, False, "Different now: authority. Nothing was changed."),
        ({"store": "postgresql"}, True, "cannot be changed by the installer"),
    ],
)
def test_a_second_run_with_other_answers(
    machine: Machine, changed: Mapping[str, str], change: bool, sentence: str
) -> None:
    machine.write("/etc/os-release", BOOKWORM)
    machine.write(of.ANSWERS, ANSWERS.written())
    with pytest.raises(Refused, match=sentence):
        refuse_what_cannot_end_well(machine, replace(ANSWERS, **changed), change)


def the_files(machine: Machine, answers: SiteAnswers = ANSWERS) -> list[steps.InstallStep]:
    """The steps that write a file."""
    return [
        each
        for each in steps.steps(machine, answers, Path("source"))
        if "(/etc/" in each.says or each.says == "Keep the answers"
    ]


def test_every_file_is_written_once_and_the_second_run_finds_it_done(machine: Machine) -> None:
    for each in the_files(machine):
        assert not each.is_done(), each.says
        each.do()

    assert all(each.is_done() for each in the_files(machine))
    assert machine.read("/etc/caddy/Caddyfile") == texts.caddyfile(ANSWERS)
    assert (machine.at(of.SECRETS).stat().st_mode & 0o777, machine.at(of.ANSWERS).stat().st_mode & 0o777) == (
        0o600,
        0o600,
    )


def test_what_somebody_changed_by_hand_stays_and_what_was_there_first_is_kept(machine: Machine) -> None:
    machine.write("/etc/caddy/Caddyfile", "of Debian")
    for each in the_files(machine):
        each.do()
    machine.write(of.SECRETS, "by hand")
    for each in the_files(machine, replace(ANSWERS, email="zoe@council.example", mail_host="smtp.example.org")):
        if not each.is_done():
            each.do()

    assert machine.read(of.SECRETS) == "by hand"
    assert "zoe@council.example" in machine.read("/etc/caddy/Caddyfile")
    assert machine.read("/etc/caddy/Caddyfile.before-managed-moves") == "of Debian"


def test_broken_off_between_the_mark_and_the_file_it_is_still_ours(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = next(each for each in the_files(machine) if "Caddyfile" in each.says)
    step.do()
    changed = next(
        each for each in the_files(machine, replace(ANSWERS, email="zoe@council.example")) if "Caddyfile" in each.says
    )
    write = Machine.write

    def power_cut(self: Machine, path: str, *more: object, **named: object) -> None:
        if path == "/etc/caddy/Caddyfile":
            raise KeyboardInterrupt
        write(self, path, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Machine, "write", power_cut)
    with pytest.raises(KeyboardInterrupt):
        changed.do()
    monkeypatch.undo()

    assert not changed.is_done()


def test_packages_are_installed_after_what_was_broken_off_is_finished(machine: Machine, tmp_path: Path) -> None:
    steps.install_packages(machine, ANSWERS)
    (tmp_path / "there").write_text("".join(f"{name} install ok installed\n" for name in steps.packages(ANSWERS)))
    lines = (tmp_path / RAN).read_text().splitlines()
    ran = [" ".join(line.split()[:2]) for line in lines if line.startswith(("dpkg", "apt-get"))]

    assert ran == ["dpkg --force-confold", "apt-get -q", "apt-get -q", "dpkg-query -W", "apt-get -q"]
    assert steps.missing(machine, ANSWERS) == []


def a_release(folder: Path, says: str) -> Path:
    folder.mkdir()
    (folder / "app.py").write_text(says)
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text(says)
    return folder


def test_a_release_is_copied_whole_and_another_is_another_folder(machine: Machine, tmp_path: Path) -> None:
    first, second = a_release(tmp_path / "first", "1"), a_release(tmp_path / "second", "2")
    (machine.at(steps.release_folder(first)).parent / f".{Path(steps.release_folder(first)).name}.new").mkdir(
        parents=True
    )
    for source in (first, second):
        steps.copy_release(machine, source)
    steps.lead_to(machine, steps.release_folder(first))
    steps.lead_to(machine, steps.release_folder(second))

    assert steps.running(machine) == steps.release_folder(second) != steps.release_folder(first)
    assert sorted(path.name for path in machine.at(steps.release_folder(first)).iterdir()) == ["app.py"]


def test_a_folder_that_is_not_ours_is_not_replaced(machine: Machine) -> None:
    machine.folder(of.PROGRAM)
    with pytest.raises(Refused, match="was not made by this installer"):
        steps.lead_to(machine, "/srv/managed-moves-releases/x")


def test_the_key_of_the_copies_can_be_copied_by_hand(machine: Machine) -> None:
    steps.make_key(machine)
    key = machine.read(of.KEY).strip()

    assert (len(key), key.count("-"), set(key) & set("ilo01")) == (47, 7, set())
    assert machine.at(of.KEY).stat().st_mode & 0o777 == 0o600


def test_a_command_that_fails_says_why_and_its_last_lines(machine: Machine) -> None:
    with pytest.raises(Refused) as refused:
        machine.does("ls", "/nowhere at all", why="The folder could not be read.")

    assert str(refused.value).startswith("The folder could not be read.\n  “ls /nowhere at all …” said:\n    ls: ")


def test_what_is_put_back_leaves_what_was_there_beside_it(machine: Machine, tmp_path: Path) -> None:
    for name in ("", "-wal", "-shm", ".witness"):
        machine.write(f"{texts.FILE}{name}", f"before{name}")
    (tmp_path / "copy").write_text("the copy")
    aside = Path(put_back(machine, ANSWERS, tmp_path / "copy"))

    assert [path.name for path in machine.at(texts.FILE).parent.iterdir() if path.is_file()] == ["managed-moves.sqlite"]
    assert machine.read(texts.FILE) == "the copy"
    assert sorted(path.read_text() for path in aside.iterdir()) == [
        "before",
        "before-shm",
        "before-wal",
        "before.witness",
    ]


def keeps(machine: Machine, *words: str) -> None:
    """Entries of a site, in a real file."""
    file = machine.at(texts.FILE)
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as opened, opened:
        opened.execute("create table if not exists entries (said text)")
        opened.executemany("insert into entries values (?)", [(each,) for each in words])


def kept(machine: Machine) -> list[str]:
    with closing(sqlite3.connect(machine.at(texts.FILE))) as opened:
        return [said for (said,) in opened.execute("select said from entries")]


def test_an_upgrade_goes_forward_back_and_back_by_itself(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = a_release(tmp_path / "first", "1"), a_release(tmp_path / "second", "2")
    is_ready = [True]

    def wait(answers: SiteAnswers) -> None:
        if not is_ready.pop():
            raise Refused("not ready")

    monkeypatch.setattr(upgrading, "wait_until_ready", wait)
    monkeypatch.setattr(steps, "make_environment", lambda *_: None)
    steps.copy_release(machine, first)
    steps.lead_to(machine, str(machine.at(steps.release_folder(first))))
    keeps(machine, "before")

    upgrading.upgrade(machine, ANSWERS, second)
    assert steps.running(machine) == steps.release_folder(second)
    keeps(machine, "after")
    is_ready[:] = [True]
    upgrading.back(machine, ANSWERS)
    assert (Path(steps.running(machine)).name, kept(machine)) == (Path(steps.release_folder(first)).name, ["before"])

    is_ready[:] = [True, False]  # the new one does not start, the one before does
    with pytest.raises(Refused, match="the one before runs again, with its entries as they were"):
        upgrading.upgrade(machine, ANSWERS, second)
    assert (Path(steps.running(machine)).name, kept(machine)) == (Path(steps.release_folder(first)).name, ["before"])
    with pytest.raises(Refused, match="There is no release to go back to"):
        upgrading.back(machine, ANSWERS)


def test_what_is_taken_off_leaves_what_people_entered(machine: Machine) -> None:
    machine.write("/etc/caddy/Caddyfile", "of Debian")
    for each in the_files(machine):
        each.do()
    keeps(machine, "entered")
    steps.make_key(machine)
    upgrading.remove(machine, ANSWERS)

    left = sorted(str(path.relative_to(machine.root)) for path in machine.root.rglob("*") if path.is_file())
    assert left == [
        "etc/caddy/Caddyfile",
        "etc/managed-moves/answers.toml",
        "etc/managed-moves/backup-key",
        "etc/managed-moves/secrets.toml",
        "etc/nftables.conf",
        "var/lib/managed-moves/managed-moves.sqlite",
    ]
    assert machine.read("/etc/caddy/Caddyfile") == "of Debian"


def test_warnings_name_what_would_stop_the_site(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    monkeypatch.setattr(watching, "LEAST_SPACE", 10**18)
    machine.write(f"{of.WATCH}/backup.json", json.dumps({"at": (now - timedelta(hours=40)).isoformat()}))
    machine.write(of.KEY, "a key")
    os.utime(machine.at(of.KEY), times=((now - timedelta(days=10)).timestamp(),) * 2)
    found = [
        *watching.of_disks(machine),
        *watching.of_secret(replace(ANSWERS, accounts="microsoft", secret_lapses="2026-12-20"), now.date()),
    ]

    assert [each.split(". ")[0] for each in found][2:] == [
        "The secret that Microsoft gave this site ends on 2026-12-20"
    ]
    assert [each.split()[3] for each in found[:2]] == ["/var", "/srv"]
    assert list(watching.of_copies(machine, now)) == [
        "No copy was made since 29/11/2026 17:00. On the machine, journalctl -u managed-moves-backup says why.",
        "No copy was tried since the site was set up. On the machine, journalctl -u managed-moves-restore-trial says why.",
    ]
    os.utime(machine.at(of.KEY), times=(now.timestamp(),) * 2)
    assert len(list(watching.of_copies(machine, now))) == 1


def test_all_answers_are_explained() -> None:
    page = (Path(__file__).parents[3] / "docs" / "installing.md").read_text("utf-8")

    assert [name for name in asdict(ANSWERS) if f"`{name}`" not in page] == []


def test_units_name_commands_that_there_are() -> None:
    from deploy.site.__main__ import COMMANDS

    said = [
        line.split()[-1]
        for name in texts.UNITS
        for line in texts.unit(name, ANSWERS).splitlines()
        if "-m deploy.site" in line
    ]
    assert sorted(said) == ["backup", "try-restore", "watch"]
    assert set(said) < set(COMMANDS)
