"""The MCP server over a real client and real pipes: it lists its tools, answers, and stays in its folder."""

import asyncio
import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("mcp")
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def _talk(root: Path) -> tuple[list[str], str, str]:
    parameters = StdioServerParameters(command=sys.executable, args=["-m", "opsworthy", "mcp", str(root)])
    async with stdio_client(parameters) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        listed = await session.list_tools()
        surveyed = await session.call_tool("survey", {"folder": "."})
        outside = await session.call_tool("survey", {"folder": "../.."})
        return [tool.name for tool in listed.tools], _text(surveyed), _text(outside)


def _text(result: object) -> str:
    return "".join(getattr(part, "text", "") for part in getattr(result, "content", []))


def test_serves_a_client(tmp_path: Path) -> None:
    (tmp_path / "Procfile").write_text("web: gunicorn app:app\n")
    names, surveyed, outside = asyncio.run(_talk(tmp_path))
    assert names == ["survey", "check", "explain"]
    assert json.loads(surveyed)["services"][0]["name"] == "web"
    assert "outside of the folder" in outside
