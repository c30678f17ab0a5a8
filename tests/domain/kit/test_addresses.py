"""Addresses that people name: only the public internet, however the rest is spelled."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kit.addresses import AddressRefused, AddressRules, Target, is_public

RULES = AddressRules()
WRONG = [
    "",
    "example.org",
    "//example.org/",
    "ftp://example.org/",
    "file:///etc/passwd",
    "gopher://example.org/",
    "javascript:alert(1)",
    "http://",
    "http:///path",
    "https://:443/",
    "http://user@example.org/",
    "http://user:secret@example.org/",
    "http://@example.org/",
    "http://example.org@127.0.0.1/",
    "http://example.org\\@127.0.0.1/",
    "http://exa mple.org/",
    "http://example.org/\r\nHost: x",
    "http://example.org/\x00",
    "http://exämple.org/",
    "http://\uff11\uff12\uff17.0.0.1/",
    "http://example\u3002org/",
    "http://%31%32%37.0.0.1/",
    "http://example.org:0x50/",
    "http://example.org:99999/",
    "http://[::1/",
    "http://[fe80::1%25eth0]/",
    "http://[::1%lo]/",
    "http://-bad.example/",
    "http://a..b/",
    "http://" + "a" * 64 + ".example/",
    "http://example.org/" + "a" * 500,
    # Forms that resolvers take for numbers.
    "http://2130706433/",
    "http://017700000001/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.0.1.1/",
    "http://8.8.8.08/",
    "http://134744072/",
    "http://1.2.3.4.0x/",
    # Addresses that are not one host on the public internet.
    "http://127.0.0.1/",
    "http://127.0.0.1./",
    "http://127.255.255.254/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://[::]/",
    "http://[::1]/",
    "http://[fc00::1]/",
    "http://[fd12:3456::1]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[2001:db8::1]/",
]


@pytest.mark.parametrize("url", WRONG)
def test_a_url_that_leads_nowhere_public_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused, match=r"\w+ \w+"):
        RULES.target(url)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://hooks.example.org", Target("https", "hooks.example.org", 443)),
        ("http://Hooks.Example.ORG./in?a=b#c", Target("http", "hooks.example.org", 80)),
        ("https://xn--exmple-cua.org:8443/", Target("https", "xn--exmple-cua.org", 8443)),
        ("https://my_team.example.org/", Target("https", "my_team.example.org", 443)),
        ("https://8.8.8.8/", Target("https", "8.8.8.8", 443)),
        ("https://[2606:4700::1111]:444/", Target("https", "2606:4700::1111", 444)),
        ("https://1and1.example/", Target("https", "1and1.example", 443)),
    ],
)
def test_a_public_url_leads_somewhere(url: str, target: Target) -> None:
    assert RULES.target(url) == target


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://", "http://[", "http://1"]))
def test_any_text_is_a_target_or_refused(text: str, start: str) -> None:
    try:
        target = RULES.target(start + text)
    except AddressRefused:
        return
    assert target.host
    assert 0 < target.port < 65_536


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=6, network="fc00::/7"))
def test_no_private_address_is_public(address: ipaddress.IPv4Address) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("private", ["10.0.0.7", "::1", "::ffff:10.0.0.7", "169.254.169.254"])
@pytest.mark.parametrize("company", [[], ["93.184.215.14"]])
def test_a_name_with_one_private_address_is_refused(private: str, company: list[str]) -> None:
    with pytest.raises(AddressRefused, match="not on the public internet"):
        RULES.checked("rebind.example", 80, [*company, private])


def test_a_name_without_an_address_is_refused() -> None:
    with pytest.raises(AddressRefused, match="does not resolve"):
        RULES.checked("nowhere.example", 80, [])


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1."])
def test_a_number_is_refused_even_if_it_resolves_to_a_public_address(host: str) -> None:
    with pytest.raises(AddressRefused, match="usual form"):
        RULES.checked(host, 80, ["93.184.215.14"])


def test_what_the_operator_listed_is_reached_and_nothing_beside_it() -> None:
    rules = AddressRules(frozenset({"127.0.0.1:9000", "[::1]:9000", "hooks.internal:80"}))

    assert rules.target("http://127.0.0.1:9000/").port == 9000
    assert rules.target("http://[::1]:9000/").host == "::1"
    assert rules.checked("HOOKS.internal.", 80, ["10.0.0.7", "10.0.0.7"]) == ["10.0.0.7"]
    for url in ("http://127.0.0.1/", "http://127.0.0.1:9001/", "http://127.0.0.2:9000/"):
        with pytest.raises(AddressRefused):
            rules.target(url)
    with pytest.raises(AddressRefused):
        rules.checked("hooks.internal", 81, ["10.0.0.7"])
