from __future__ import annotations

import pytest
from tests.publish.linked_case import Judged, judged_case

from whosays.text.syntax import has_model


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """The sample case with some decisions, read once."""
    if not has_model("en"):
        pytest.skip("the sample case is read with the English model")
    return judged_case(tmp_path_factory.mktemp("judged"))
