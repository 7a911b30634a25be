"""What a reader of Vietnamese text says when it cannot read something."""


def gettext_noop(message: str) -> str:
    """Mark a message for translation; the layer above translates it with its parameters."""
    return message


class Unreadable(ValueError):
    """A text that cannot be read without guessing.

    `message` is an English sentence with %(name)s places, to be translated; `params` fills them.
    """

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message % params if params else message)
        self.message = message
        self.params = params
