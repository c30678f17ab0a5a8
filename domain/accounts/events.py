"""What others are told about accounts once it is true."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class AccountChanged:
    """Something about an account changed that its sign-ins or its rights depend on."""

    user_id: int
    what: Literal["opened", "role", "activity", "details", "password", "sign_ins", "second_factor"]
