defmodule Cool.MixProject do
  def project() do
    [app: :cool, version: @version, package: [licenses: ["MIT"]], deps: deps()]
  end

  defp deps, do: []
end
