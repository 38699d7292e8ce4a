http.get "/health"
