provider "google" {
  project = "shop"
}

resource "google_cloud_run_v2_service" "web" {
  name     = "web"
  location = "europe-west1"
  template {
    scaling {
      min_instance_count = 1
      max_instance_count = 8
    }
    containers {
      image = "europe-docker.pkg.dev/shop/web/web:2.0"
      ports {
        container_port = 3000
      }
      env {
        name  = "LOG_LEVEL"
        value = "warn"
      }
      env {
        name = "SESSION_KEY"
        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.session.secret_id
            version = "latest"
          }
        }
      }
      liveness_probe {
        http_get {
          path = "/livez"
        }
        period_seconds = 20
      }
      resources {
        limits = {
          cpu    = "2"
          memory = "512Mi"
        }
      }
    }
  }
}

resource "google_secret_manager_secret" "session" {
  secret_id = "session-key"
}

resource "google_sql_database_instance" "main" {
  name             = "main"
  database_version = "POSTGRES_15"
  region           = "europe-west1"
  settings {
    tier              = "db-custom-2-7680"
    availability_type = "REGIONAL"
    backup_configuration {
      enabled    = true
      start_time = "02:00"
      backup_retention_settings {
        retained_backups = 14
      }
    }
  }
}

resource "google_cloudfunctions2_function" "thumbnails" {
  name = "thumbnails"
  build_config {
    runtime     = "nodejs20"
    entry_point = "resize"
  }
  service_config {
    available_memory      = "256M"
    environment_variables = { BUCKET = google_storage_bucket.images.name }
  }
}

resource "google_cloud_scheduler_job" "thumbnails" {
  name     = "thumbnails"
  schedule = "0 * * * *"
  http_target {
    uri = google_cloudfunctions2_function.thumbnails.url
  }
}

resource "google_storage_bucket" "images" {
  name     = "shop-images"
  location = "EU"
}

resource "google_cloud_run_domain_mapping" "web" {
  name     = "shop.example.com"
  location = "europe-west1"
  spec {
    route_name = google_cloud_run_v2_service.web.name
  }
}
