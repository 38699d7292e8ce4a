Aws::SecretsManager::Client.new.get_secret_value(secret_id: "shop/ruby")
key = Rails.application.credentials.stripe
other = Rails.application.credentials.dig(:mail, :password)
