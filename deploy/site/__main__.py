"""The commands: `deploy/install`, `deploy/upgrade`, `deploy/remove`, `deploy/restore`, `deploy/link`, and those of the timers."""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.site import answers as asked
from deploy.site import machine as of
from deploy.site.answers import Refused, SiteAnswers
from deploy.site.backing_up import back_up, restore, try_restore
from deploy.site.looking import kept_answers, refuse_name, refuse_what_cannot_end_well, worth_saying
from deploy.site.machine import Machine
from deploy.site.starting import LET_IN, checks, firewall_fault, first_link, new_link, starting
from deploy.site.steps import InstallStep, release_folder, running, steps
from deploy.site.upgrading import back, remove, upgrade
from deploy.site.watching import utc_now, watch

SOURCE = Path(__file__).resolve().parents[2]
LOCK = "/run/managed-moves-install.lock"
NOT_SET_UP = "This machine has not been set up: sudo deploy/install moves.example.org. Nothing was done."


def say(sentence: str) -> None:
    """At once, so that whoever watches sees how far it is."""
    print(sentence, flush=True)


def install(machine: Machine, words: Sequence[str]) -> None:
    """Ask, look, say, do, check. Raises Refused."""
    told = _read_install(words)
    answers = _answers(machine, told.name, told.answers)
    answers = refuse_what_cannot_end_well(machine, answers, told.change)
    doing = [*steps(machine, answers, SOURCE), *starting(machine, answers)]
    say(f"\nThis makes the machine the site https://{answers.name}:")
    for each in doing:
        say(f"  - {each.says}")
    if not (told.yes or told.answers) and not _agrees():
        raise Refused("Nothing was done.")
    say("")
    for at, step in enumerate(doing, 1):
        take(step, f"{at}/{len(doing)}")
    end(machine, answers)


def _read_install(words: Sequence[str]) -> argparse.Namespace:
    known = argparse.ArgumentParser(
        prog="deploy/install", description="A bare Debian or Ubuntu server made into a site."
    )
    known.add_argument("name", nargs="?", default="", help="as people will type it: moves.example.org")
    known.add_argument("--answers", type=Path, help="a file with the answers, in place of being asked")
    known.add_argument("--change", action="store_true", help="go on although the answers are others than the last time")
    known.add_argument("--yes", action="store_true", help="do it without asking whether to")
    return known.parse_args(words)


def _answers(machine: Machine, name: str, file: Path | None) -> SiteAnswers:
    kept = kept_answers(machine)
    if file:
        return asked.read(file)
    if kept and name in ("", kept.name):
        return kept
    if kept:
        raise Refused(f"This machine is {kept.name}. Nothing was changed. One machine serves one site.")
    if not name:
        raise Refused("Write the site’s name: sudo deploy/install moves.example.org. Nothing was done.")
    if fault := asked.fault_in({"name": name}):
        raise Refused(f"{fault} Nothing was done.")
    refuse_name(name)
    say(f"Six questions about {name}. Enter alone takes what stands in brackets.")
    return asked.ask(name, say, input)


def _agrees() -> bool:
    return input("\nDo this? [yes/no] ").strip().lower() in ("yes", "y")


def take(step: InstallStep, where: str) -> None:
    """One step, unless it is done."""
    if step.is_done():
        say(f"[{where}] as it was: {step.says}")
        return
    say(f"[{where}] {step.says} …")
    step.do()


def end(machine: Machine, answers: SiteAnswers) -> None:
    """The check in words, and the link. Raises Refused where the check found something."""
    say("\nHow the site is:")
    found = list(checks(machine, answers))
    for is_well, sentence in found:
        say(f"  {'✓' if is_well else '✗'} {sentence}")
    if running(machine) != release_folder(SOURCE):
        say("  ! This folder holds another release than the one that runs. To run it: sudo deploy/upgrade")
    for sentence in filter(None, [firewall_fault(machine, answers), *worth_saying(answers)]):
        say(f"  ! {sentence}")
    if not all(is_well for is_well, _ in found):
        raise Refused("Not all is well yet: the lines with ✗ say what. Put it right, and run this again.")
    key = machine.read(of.KEY).strip()
    say(
        f"\nThe key of the copies. Write it down and keep it away from this machine; without it they cannot be opened:\n\n    {key}"
    )
    if link := first_link(machine, answers):
        say(f"\n{answers.administrator} signs in here, once, within a day:\n\n    {link}\n")
        machine.write(LET_IN, answers.email, 0o600)
    else:
        say("\nA new link to sign in by: sudo deploy/link E-MAIL\n")


def _upgrade(machine: Machine, words: Sequence[str]) -> None:
    answers = _kept(machine)
    say(back(machine, answers) if "--back" in words else upgrade(machine, answers, SOURCE))


def _remove(machine: Machine, words: Sequence[str]) -> None:
    answers = _kept(machine)
    if (
        "--yes" not in words
        and input(f"Take {answers.name} off this machine? Entries and copies stay. [yes/no] ") != "yes"
    ):
        raise Refused("Nothing was done.")
    say(remove(machine, answers))


def _restore(machine: Machine, words: Sequence[str]) -> None:
    answers = _kept(machine)
    question = "Put the newest copy in place of what is there? What was entered since is set aside. [yes/no] "
    if "--yes" not in words and input(question) != "yes":
        raise Refused("Nothing was done.")
    say(restore(machine, answers))


def _link(machine: Machine, words: Sequence[str]) -> None:
    if not words:
        raise Refused("Write whose: sudo deploy/link anna.bell@council.example")
    say(new_link(machine, _kept(machine), words[0]))


def _watch(machine: Machine, words: Sequence[str]) -> None:
    for sentence in watch(machine, _kept(machine), utc_now()):
        say(sentence)


def _kept(machine: Machine) -> SiteAnswers:
    answers = kept_answers(machine)
    if answers is None:
        raise Refused(NOT_SET_UP)
    return answers


COMMANDS: dict[str, Callable[[Machine, Sequence[str]], None]] = {
    "install": install,
    "upgrade": _upgrade,
    "remove": _remove,
    "restore": _restore,
    "link": _link,
    "backup": lambda machine, words: say(back_up(machine, _kept(machine))),
    "try-restore": lambda machine, words: say(try_restore(machine, _kept(machine))),
    "watch": _watch,
}
AT_A_TIME = frozenset({"install", "upgrade", "remove", "restore"})


@contextmanager
def alone(machine: Machine, command: str) -> Iterator[None]:
    """Two of them at once would undo each other's work. Raises Refused."""
    if command not in AT_A_TIME or os.geteuid():
        yield
        return
    with machine.at(LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("It runs already, in another window. Nothing was done.") from None
        yield


def main(command: str, *words: str) -> None:
    """One of `COMMANDS`."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    machine = Machine()
    try:
        with alone(machine, command):
            COMMANDS[command](machine, words)
    except Refused as sentence:
        sys.exit(f"\n{sentence}")
    except (KeyboardInterrupt, EOFError):
        sys.exit("\nBroken off. What was done is whole: run it again, and it goes on from there.")


if __name__ == "__main__":
    main(*sys.argv[1:])
