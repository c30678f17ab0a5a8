"""The signature with which a browser joins a meeting through Zoom's meeting SDK."""

from datetime import datetime
from typing import Literal

import jwt

LIFE_S = 7_200
SHORTEST_S, LONGEST_S = 1_800, 172_800
ATTENDEE: Literal[0] = 0
HOST: Literal[1] = 1
SdkRole = Literal[0, 1]


def sdk_signature(  # a signature is of all of these
    sdk_key: str,
    sdk_secret: str,
    meeting_number: str,
    role: SdkRole,
    now: datetime,
    life_s: int = LIFE_S,
) -> str:
    """Return a JWT (HS256) for one meeting; role 1 starts it and is never for a candidate.

    ``life_s`` is 1,800 to 172,800 s; ValueError otherwise.
    """
    if not SHORTEST_S <= life_s <= LONGEST_S:
        raise ValueError(f"a signature holds {SHORTEST_S} to {LONGEST_S} s")
    issued = int(now.timestamp())
    claims = {
        "appKey": sdk_key,
        "sdkKey": sdk_key,
        "mn": meeting_number,
        "role": role,
        "iat": issued,
        "exp": issued + life_s,
        "tokenExp": issued + life_s,
    }
    return jwt.encode(claims, sdk_secret, algorithm="HS256")
