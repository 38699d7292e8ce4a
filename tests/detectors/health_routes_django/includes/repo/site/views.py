from django.http import JsonResponse
from django.views import View


def livez(request):
    return JsonResponse({"alive": True})


class Healthz(View):
    def get(self, request):
        return JsonResponse({"status": "ok", "database": "ok"})
