terraform {
  required_providers {
    yandex = {
      source = "yandex-cloud/yandex"
    }
  }
}

provider "yandex" {
  zone = "ru-central1-b"
}

resource "yandex_kubernetes_cluster" "main" {
  name = "shop"
  master {
    version = "1.30"
  }
}

resource "yandex_kubernetes_node_group" "main" {
  name       = "shop-nodes"
  cluster_id = yandex_kubernetes_cluster.main.id
  scale_policy {
    auto_scale {
      min     = 1
      max     = 5
      initial = 2
    }
  }
}

resource "yandex_mdb_postgresql_cluster" "db" {
  name = "shop-db"
  config {
    version = 16
  }
}

resource "oci_core_instance" "bastion" {
  display_name = "bastion"
  shape        = "VM.Standard.E4.Flex"
}

resource "openstack_compute_instance_v2" "mail" {
  name        = "mail"
  flavor_name = "m1.small"
}
