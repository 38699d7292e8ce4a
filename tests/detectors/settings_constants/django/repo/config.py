JWT_SECRET = 'change-me'
