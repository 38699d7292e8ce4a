"""The Model Context Protocol over standard input and output, through the protocol's own SDK (the extra `opsworthy[mcp]`)."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from opsworthy import __version__
from opsworthy.agent.tools import Tool, tools
from opsworthy.app.errors import UserError


class Server(Protocol):
    """What we use of the SDK's server."""

    def add_tool(self, fn: Callable[..., str], name: str | None = ..., *, description: str | None = ...) -> None: ...

    def run(self) -> None: ...


def server(root: Path) -> Server:
    """A server with our tools. Raises UserError where the SDK is not installed."""
    try:
        sdk = import_module("mcp.server.mcpserver")
        refusal = import_module("mcp.server.mcpserver.exceptions").ToolError
    except ModuleNotFoundError as error:
        raise UserError("the MCP server needs an extra: pip install 'opsworthy[mcp]'.") from error
    made = cast(Server, sdk.MCPServer("opsworthy", version=__version__))
    for tool in tools(root, date.today):
        made.add_tool(_callable(tool, refusal), tool.name, description=tool.about)
    return made


def serve(root: Path) -> None:
    """Answers until standard input ends."""
    server(root).run()


def _callable(tool: Tool, refusal: type[Exception]) -> Callable[..., str]:
    """The tool as the SDK wants it: its argument by name, and what the caller did wrong as a refusal with our words."""

    def answer(argument: str) -> str:
        try:
            return tool.call(argument)
        except UserError as error:
            raise refusal(str(error)) from error

    def by_folder(folder: str = ".") -> str:
        return answer(folder)

    def by_rule(rule: str) -> str:
        return answer(rule)

    return by_rule if tool.argument == "rule" else by_folder
