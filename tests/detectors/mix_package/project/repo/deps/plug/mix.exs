defmodule Plug.MixProject do
  def project do
    [app: :plug, package: package()]
  end
end
