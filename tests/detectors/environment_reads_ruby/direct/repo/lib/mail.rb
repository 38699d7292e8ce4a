url = Shop.env("MAIL_URL")
text = "ENV['NOT_READ']"
# ENV["COMMENTED"]
