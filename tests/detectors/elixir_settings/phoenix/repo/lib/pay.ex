defmodule Shop.Pay do
  def key(name), do: System.get_env(name)
  def token, do: System.get_env("PAY_TOKEN") || ""
end
