terraform {
  cloud {
    organization = "shop"
  }
}

locals {
  env = terraform.workspace
  nodes = {
    default = 1
    prod    = 5
    staging = 2
  }
}

resource "google_container_node_pool" "main" {
  name       = "pool-${local.env}"
  node_count = local.nodes[local.env]
  node_config {
    machine_type = terraform.workspace == "prod" ? "e2-standard-4" : "e2-small"
  }
}
