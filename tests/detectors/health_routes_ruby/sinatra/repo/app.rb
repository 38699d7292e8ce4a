require "sinatra"

get "/health" do
  { status: "ok", version: 1 }.to_json
end

get "/orders" do
  "x"
end
