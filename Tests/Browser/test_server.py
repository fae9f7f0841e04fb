"""The program starts, says that it is well, and shows its door."""

import urllib.request

import pytest
from playwright.sync_api import expect

from steps import check_axe, check_width, keep


def test_says_that_it_is_well(base_url):
    with urllib.request.urlopen(f"{base_url}/sante") as answer:
        assert answer.status == 200


def test_shows_the_sign_in_page(page, request):
    page.goto("/connexion")

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("input[name=email]")).to_be_editable()
    expect(page.locator("input[name=password]")).to_have_attribute("type", "password")
    check_width(page)
    keep(page, request.node.name)


def test_sign_in_page_has_no_axe_violation(page):
    page.goto("/connexion")

    check_axe(page)


@pytest.mark.parametrize("header", ["content-security-policy", "x-content-type-options", "referrer-policy"])
def test_sends_secure_headers(base_url, header):
    with urllib.request.urlopen(f"{base_url}/connexion") as answer:
        assert answer.headers[header]


def test_sends_a_stranger_to_the_door(desktop):
    desktop.goto("/")

    expect(desktop.locator("input[name=password]")).to_be_visible()
