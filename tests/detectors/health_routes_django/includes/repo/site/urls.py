from django.contrib import admin
from django.urls import include, path, re_path

from site import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("shop.urls")),
    path("ht/", include("health_check.urls")),
    path("", include("django_prometheus.urls")),
    path("ops/", include([path("livez/", views.livez)])),
    re_path(r"^healthz/?$", views.Healthz.as_view()),
    path("orders/<int:order>/status/", views.order_status),
]
