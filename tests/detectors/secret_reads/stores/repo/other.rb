credentials = user.credentials.token
