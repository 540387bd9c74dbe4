"""What is read from secrets.toml, and what is refused at the start, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.accounts_provider import write_secrets
from ui.shell.settings import SettingWrong
from ui.sign_in import providers

SITE, HERE = "https://moves.example.org", "http://127.0.0.1:9400"


def test_both_providers_are_read(tmp_path: Path) -> None:
    found = providers.read(write_secrets(tmp_path, SITE, HERE))

    assert found.address == SITE
    assert [each.name for each in found.providers] == ["google", "microsoft"]


def test_without_an_address_of_its_own_a_provider_is_asked_at_its_own(tmp_path: Path) -> None:
    file = write_secrets(tmp_path, SITE, HERE)
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("metadata")]
    file.write_text("\n".join(lines), "utf-8")

    assert [each.metadata.split("/")[2] for each in providers.read(file).providers] == [
        "accounts.google.com",
        "login.microsoftonline.com",
    ]


@pytest.mark.parametrize("tenant", ["common", "organizations", "consumers", "council.example"])
def test_microsoft_is_one_directory_and_never_everybodys(tmp_path: Path, tenant: str) -> None:
    with pytest.raises(SettingWrong, match="every organisation in the world"):
        providers.read(write_secrets(tmp_path, SITE, HERE, tenant=tenant))


@pytest.mark.parametrize(
    "site", ["http://moves.example.org", "moves.example.org", "https://", "https://moves.example.org/app", ""]
)
def test_the_sites_address_is_its_name_over_tls(tmp_path: Path, site: str) -> None:
    with pytest.raises(SettingWrong, match="write address"):
        providers.read(write_secrets(tmp_path, site, HERE))


def test_a_stand_in_for_a_provider_is_on_this_computer(tmp_path: Path) -> None:
    with pytest.raises(SettingWrong, match="remove metadata"):
        providers.read(write_secrets(tmp_path, SITE, "https://evil.example.org"))


def test_a_file_others_can_read_is_refused(tmp_path: Path) -> None:
    file = write_secrets(tmp_path, SITE, HERE)
    file.chmod(0o644)

    with pytest.raises(SettingWrong, match="chmod 600"):
        providers.read(file)


@pytest.mark.parametrize("text", ["", "[accounts", "[accounts]\naddress = 'https://x.example'", "accounts = 1"])
def test_what_is_missing_is_said_and_no_secret_is_quoted(tmp_path: Path, text: str) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(text, "utf-8")
    file.chmod(0o600)

    with pytest.raises(SettingWrong):
        providers.read(file)
    with pytest.raises(SettingWrong, match="it is missing"):
        providers.read(tmp_path / "nowhere.toml")
