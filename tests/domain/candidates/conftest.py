"""A company that hires."""

import pytest

from domain.kit.work import WorkShop
from tests.factories.hiring import Hiring, open_hiring


@pytest.fixture
async def hiring(workshop: WorkShop) -> Hiring:
    """Two recruiters on a fresh database."""
    return await open_hiring(workshop)
