from http.server import BaseHTTPRequestHandler


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/healthz":
            self._json(200, {"status": "ok"})
        elif self.path == "/orders":
            self._json(200, {})

    def log_message(self, *args):
        if self.path == "/readyz":
            return


class Middleware:
    def __call__(self, request):
        if request.path == "/health":
            return HttpResponse("ok")
        if request.path == "/status":
            return self.get_response(request)
        return self.get_response(request)
