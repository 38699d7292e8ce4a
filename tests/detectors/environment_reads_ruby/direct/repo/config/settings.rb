REGION = ENV["REGION"] || "eu"
DATABASE = ENV.fetch("DATABASE_URL")
WORKERS = ENV.fetch("WORKERS") { 2 }
PAGE = ENV.fetch("PAGE_SIZE", 20).to_i
KEY = ENV["SIGNING_KEY"] || raise("SIGNING_KEY is missing")
MODE = ENV["MODE"].presence || "fast"
raise "no token" unless ENV["TOKEN"]
raise "no zone" if ENV["ZONE"].nil?
ENV["RACK_ENV"] ||= "development"
ENV["WRITTEN"] = "only written"
LOG = ENV.key?("LOG_TO_STDOUT")

module Shop
  def self.env(name, default = nil)
    ENV.fetch(name, default)
  end

  HOST = env("SHOP_HOST", "localhost")
  LIMIT = Integer(ENV["LIMIT"])
end
