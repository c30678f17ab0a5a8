"""The optional second factor."""

from quart import Blueprint

from domain.accounts import second_factor
from domain.accounts.schemas import DisableTotp, EnableTotp, RecoveryCodes, TotpSetup
from domain.kit.fields import View
from server.api.limits import per_minute
from server.api.route import SIGNED_IN, route
from server.context import begin_look, begin_work, current_actor, house

blueprint = Blueprint("totp", __name__, url_prefix="/api/auth/totp")


class TotpOff(View):
    """The second factor is off."""

    enabled: bool = False


@route(blueprint, "POST", "/setup", guard=SIGNED_IN, answer=TotpSetup, errors=(409,))
async def set_up_totp() -> TotpSetup:
    """Get a secret for an authenticator app; it counts once a code has shown that it works."""
    async with begin_work() as work:
        return await second_factor.set_up(work, current_actor())


@route(
    blueprint,
    "POST",
    "/enable",
    guard=SIGNED_IN,
    body=EnableTotp,
    answer=RecoveryCodes,
    errors=(409,),
    limit=per_minute(10),
)
async def enable_totp(data: EnableTotp) -> RecoveryCodes:
    """Turn the second factor on; the ten recovery codes are shown this once."""
    async with begin_work() as work:
        return await second_factor.enable(work, current_actor(), data.code)


@route(
    blueprint,
    "POST",
    "/disable",
    guard=SIGNED_IN,
    body=DisableTotp,
    answer=TotpOff,
    errors=(409,),
    limit=per_minute(10),
)
async def disable_totp(data: DisableTotp) -> TotpOff:
    """Turn the second factor off: needs the password, and a code or a recovery code."""
    async with begin_look() as work:
        await house().accounts.check_own_password(work, current_actor(), data.password, "password")
    async with begin_work() as work:
        await second_factor.disable(work, current_actor(), data.code)
    return TotpOff()
