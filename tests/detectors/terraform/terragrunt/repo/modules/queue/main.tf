variable "name" {}
variable "key" {}
variable "owner" {}
variable "retention" {}

resource "aws_sqs_queue" "this" {
  name                      = var.name
  message_retention_seconds = var.retention
  kms_master_key_id         = var.key
  tags                      = { owner = var.owner }
}
