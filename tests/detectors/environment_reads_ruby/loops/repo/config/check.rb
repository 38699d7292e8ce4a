%w[STRIPE_KEY MAIL_HOST].each do |name|
  ENV.fetch(name)
end
names.each { |name| ENV[name] }
