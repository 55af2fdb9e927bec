"""One small tree of errors. Each message says what happened and what to do next."""


class LbsdropError(Exception):
    """Anything lbsdrop raises on purpose; its text is fit to be shown to the reader."""


class UsageError(LbsdropError):
    """A command or call was given arguments that do not fit."""


class StoreError(LbsdropError):
    """The store cannot be opened, read or written as asked."""


class ImportFailed(LbsdropError):
    """The import ended before it was stored, for a reason outside the files."""


class FileProblem(LbsdropError):
    """A file cannot give rows; the subclass says whether that is its fault or its nature."""


class Refused(FileProblem):
    """The file is broken, unknown or unsafe."""


class NotTraining(FileProblem):
    """A sound file with nothing lbsdrop keeps: a watch's settings, a swim, a planned workout."""


class Asks(FileProblem):
    """The file leaves something open that only the reader knows."""

    def __init__(self, question: str, option: str, choices: tuple[str, ...]) -> None:
        super().__init__(question)
        self.question = question
        self.option = option
        self.choices = choices
