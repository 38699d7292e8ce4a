defmodule Half do
  def project do
    [
