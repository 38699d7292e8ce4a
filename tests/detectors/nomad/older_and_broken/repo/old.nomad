job "legacy" {
  group "web" {
    task "web" {
      driver = "docker"
      config {
        image = "example/web:1"
        port_map {
          http = 5000
        }
      }
      service {
        port = "http"
        check {
          type    = "script"
          command = "/bin/check"
          args    = ["--token=44d0a9check44"]
        }
      }
      resources {
        network {
          port "http" {}
          port "other" {}
        }
      }
    }
  }
}
