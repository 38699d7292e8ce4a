terraform {
  backend "kubernetes" {}
}

resource "kubernetes_namespace" "shop" {
  metadata {
    name = "shop"
  }
}

resource "kubernetes_deployment_v1" "api" {
  metadata {
    name      = "api"
    namespace = kubernetes_namespace.shop.metadata[0].name
    labels    = { app = "api" }
  }
  spec {
    replicas = 3
    selector {
      match_labels = { app = "api" }
    }
    template {
      metadata {
        labels = { app = "api" }
      }
      spec {
        container {
          name  = "api"
          image = "shop/api:1.0"
          port {
            container_port = 8080
          }
          env {
            name = "DATABASE_URL"
            value_from {
              secret_key_ref {
                name = kubernetes_secret.database.metadata[0].name
                key  = "url"
              }
            }
          }
          readiness_probe {
            http_get {
              path = "/readyz"
              port = 8080
            }
          }
        }
      }
    }
  }
}

resource "kubernetes_secret" "database" {
  metadata {
    name      = "database"
    namespace = "shop"
  }
  data = {
    url = var.database_url
  }
}

variable "database_url" {
  sensitive = true
}

resource "kubernetes_manifest" "budget" {
  manifest = {
    apiVersion = "policy/v1"
    kind       = "PodDisruptionBudget"
    metadata   = { name = "api", namespace = "shop" }
    spec       = { minAvailable = 1, selector = { matchLabels = { app = "api" } } }
  }
}

resource "helm_release" "redis" {
  name       = "cache"
  repository = "https://charts.bitnami.com/bitnami"
  chart      = "redis"
  version    = "19.0.1"
  namespace  = "shop"
}
