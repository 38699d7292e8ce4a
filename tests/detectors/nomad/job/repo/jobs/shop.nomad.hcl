variable "tag" {
  default = "1.4"
}
variable "replicas" {}

job "shop" {
  datacenters = ["dc1"]
  namespace   = "retail"

  group "api" {
    count = 3

    scaling {
      min = 2
      max = 6
    }

    network {
      port "http" {
        to = 8080
      }
      port "metrics" { static = 9100 }
    }

    service {
      name = "shop-api"
      port = "http"
      tags = [
        "traefik.http.routers.shop.rule=Host(`shop.example.org`)",
        "urlprefix-old.example.org/shop",
      ]
      check {
        type     = "http"
        path     = "/health"
        interval = "10s"
        timeout  = "2s"
      }
      connect {
        sidecar_service {
          proxy {
            upstreams {
              destination_name = "payments"
              local_bind_port  = 9000
            }
          }
        }
      }
    }

    volume "uploads" {
      type   = "host"
      source = "shop-uploads"
    }

    task "migrate" {
      driver = "docker"
      lifecycle {
        hook    = "prestart"
        sidecar = false
      }
      config {
        image   = "example/shop:${var.tag}"
        command = "migrate"
        args    = ["--all"]
      }
    }

    task "serve" {
      driver = "docker"
      config {
        image = "example/shop:${var.tag}"
        ports = ["http", "metrics"]
      }
      env {
        LOG_LEVEL = "info"
        ADMIN_PASSWORD = "91ffpassw0rd91ff"
      }
      template {
        data = <<EOF
{{ with secret "secret/data/shop" }}
DATABASE_URL={{ .Data.data.url }}
API_HOST={{ .Data.data.host }}
{{ end }}
REGION=eu
MAIL_HOST={{ range service "mailer" }}{{ .Address }}{{ end }}
FEATURE={{ key "shop/feature" }}
EOF
        destination = "local/env"
        env         = true
      }
      volume_mount {
        volume      = "uploads"
        destination = "/data"
      }
      resources {
        cpu        = 500
        memory     = 256
        memory_max = 512
      }
    }
  }

  group "cache" {
    count = var.replicas
    task "redis" {
      driver = "docker"
      config {
        image = "redis:7"
      }
    }
  }
}
