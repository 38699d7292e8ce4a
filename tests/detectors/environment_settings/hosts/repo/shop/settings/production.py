# Says no place: only where others are, and what an example calls itself.
DEBUG = False
ALLOWED_HOSTS = ["example.com"]
STRIPE_API = "https://api.stripe.com"
