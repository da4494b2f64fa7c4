"""What whosays imports at run time may be used by anybody; what is under the LGPL is for the user to choose."""

from __future__ import annotations

import pytest
from tools.licences import is_free_of_copyleft, licences, needed


def test_nothing_that_is_needed_is_under_a_gnu_licence() -> None:
    found = licences(needed())
    assert {"whosays", "lxml", "spacy", "click"} <= found.keys()
    assert [name for name in needed() if name not in found] == []
    assert {name: licence for name, licence in found.items() if not is_free_of_copyleft(licence)} == {}
    assert [name for name, licence in found.items() if licence == "UNKNOWN"] == []


def test_an_extra_is_no_part_of_what_is_needed() -> None:
    assert "py7zr" not in needed()
    assert "py7zr" in needed(extras=["sevenzip"])
    assert not is_free_of_copyleft(licences(["py7zr"])["py7zr"])


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("MIT", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("GPL-3.0-only", False),
        ("LGPL-2.1-or-later", False),
        ("GNU Affero General Public License v3", False),
        ("AGPL-3.0", False),
        ("Apache-2.0 AND GPL-2.0-only", False),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", False),
    ],
)
def test_gnu_licences_are_told_from_others(licence: str, expected: bool) -> None:
    assert is_free_of_copyleft(licence) is expected
