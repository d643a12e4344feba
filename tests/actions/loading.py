"""A policy under which the card company puts money on cards itself, for tests, at a company of either protocol."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.councils import under_changed
from tests.outside.cards.company_server import NAME, SECRET, TOKEN, CompanyServer, company

CHANGES = {'[cards_loaded_by.from]\n2015-04-01 = "bank_file"': '[cards_loaded_by.from]\n2015-04-01 = "card_company"'}


@contextmanager
def loaded_by_the_company(settings: Any, folder: Path, protocol: str = "json") -> Iterator[CompanyServer]:
    """Work with a company on the line that is asked to load cards."""
    with company() as server:
        settings.CARDS = protocol
        settings.CARDS_URL = f"{server.url}/v1" if protocol == "json" else f"{server.url}/xml"
        settings.CARDS_KEY = TOKEN if protocol == "json" else SECRET
        settings.CARDS_NAME = NAME
        with under_changed("westminster", "defaults/payments.toml", CHANGES, settings, folder):
            yield server
