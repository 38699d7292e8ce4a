import os

KEY = os.environ["MAIL_API_KEY"]
