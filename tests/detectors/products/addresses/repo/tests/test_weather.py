URL = "https://api.twilio.com/2010-04-01"
