JWT_SECRET = 'change-me'


class Config:
    API_TOKEN = "f00d4c0ffee91ff3a7"


class LocalConfig(Config):
    API_TOKEN = "f00d4c0ffee91ff3a8"
