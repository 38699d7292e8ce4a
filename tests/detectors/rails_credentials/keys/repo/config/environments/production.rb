Rails.application.configure do
  # A master key must be in ENV["RAILS_MASTER_KEY"] or in a file.
  # config.require_master_key = true
end
