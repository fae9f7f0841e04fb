"""Every page that a person may reach is sound, whatever their role."""

import pytest

from conftest import PHONE
from crawl import Crawl
from people import DOUBLE, NAMES


@pytest.fixture(scope="module")
def seen_by_axe():
    return set()


@pytest.mark.parametrize("name", NAMES + [DOUBLE])
def test_every_page_is_sound(enter, base_url, seen_by_axe, name):
    """Chaque page où mènent les liens d’une personne s’ouvre, tient sur un téléphone et reste accessible."""
    crawl = Crawl(enter(name, PHONE), base_url, seen_by_axe)

    crawl.walk()

    print(f"{name} : {len(crawl.visited)} pages")
    assert len(crawl.visited) > 3
    assert not crawl.problems, "\n".join(crawl.problems)
