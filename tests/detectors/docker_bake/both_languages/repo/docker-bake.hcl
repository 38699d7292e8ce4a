variable "REGISTRY" {
  default = "registry.example.com"
}
variable "TAG" {}

group "default" {
  targets = ["web", "api"]
}

target "_shared" {
  dockerfile = "docker/Dockerfile"
  args = {
    VERSION = TAG
  }
}

target "web" {
  inherits = ["_shared"]
  context  = "web"
  tags     = ["${REGISTRY}/shop/web:${TAG}", "extra"]
  target   = "release"
}

target "api" {
  context    = "./api"
  dockerfile = "Dockerfile.${TAG}"
  tags       = [notequal("", TAG) ? "shop/api:${TAG}" : ""]
}
