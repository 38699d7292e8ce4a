provider "aws" {}

variable "size" {}
variable "enabled" {}

locals {
  first  = local.second
  second = local.first
}

data "aws_ssm_parameter" "size" {
  name = "/size"
}

resource "aws_db_instance" "asked" {
  identifier        = "asked"
  engine            = var.size == "large" ? "postgres" : "mysql"
  instance_class    = var.size
  allocated_storage = data.aws_ssm_parameter.size.value
  engine_version    = local.first
}

resource "aws_sqs_queue" "maybe" {
  count = var.enabled ? 1 : 0
  name  = "maybe"
}

resource "aws_sns_topic" "random" {
  name = "topic-${random_id.suffix.hex}"
}

resource "random_id" "suffix" {
  byte_length = 4
}

module "itself" {
  source = "./itself"
}

module "missing" {
  source = "./nowhere"
}
