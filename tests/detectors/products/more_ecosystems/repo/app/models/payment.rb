class Payment
  URL = "https://api.stripe.com/v1/charges"
end
