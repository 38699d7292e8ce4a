"""How the Heroku command line names an app."""

from opsworthy.documents.shell import Variable, Word
from opsworthy.documents.site import Site, Unit

VARIABLE = Variable("HEROKU_APP")


def processes(site: Site) -> list[Unit]:
    """The process types that keep running."""
    return [unit for unit in site.lasting if unit.placement.kind == "process"]


def app(site: Site) -> Word:
    """The app's name where a person has said it, else a shell variable that the prerequisites tell the reader to set."""
    told = site.system.answer(f"heroku.app.{site.asked}")
    return str(told.value) if told else VARIABLE
