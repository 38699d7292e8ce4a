"""Elixir: Mix projects, and what their configuration reads and listens on."""
