variable "name" {}
variable "size" {}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id = var.name
  node_type            = var.size
  num_cache_clusters   = 2
}
