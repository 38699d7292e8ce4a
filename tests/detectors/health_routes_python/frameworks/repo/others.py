import tornado.web
from aiohttp import web
from starlette.applications import Starlette
from starlette.routing import Mount, Route


async def healthz(request):
    return web.json_response({"up": True})


class Health(tornado.web.RequestHandler):
    def get(self):
        self.write("ok")


def make():
    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.add_routes([web.get("/alive", healthz)])
    return app


site = Starlette(routes=[Mount("/api", routes=[Route("/readyz", healthz)])])
old = tornado.web.Application([(r"/healthcheck", Health)])
