"""What kits refuse."""

from domain.kit.errors import DomainError, Kind


class KitChanged(DomainError):
    """Somebody changed the kit since it was read."""

    kind = Kind.CONFLICT
    message = "Somebody changed this kit meanwhile. Load it again and repeat your change."
