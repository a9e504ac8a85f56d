"""Values that a template reads without detours."""


class Told:
    """A value whose attributes stand under their names, as in a mapping: there a template looks first.

    Of two thousand boxes each has fifty; without this, each costs an exception before the attribute is asked for.
    """

    __slots__ = ()

    def __getitem__(self, name: str) -> object:
        return getattr(self, name)
