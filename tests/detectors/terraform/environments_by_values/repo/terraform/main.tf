provider "aws" {}

variable "environment" {}
variable "instance_class" {}
variable "multi_az" {
  default = false
}
variable "replica" {
  default = false
}
variable "cidr" {}

locals {
  retention = lookup({ prod = 30 }, var.environment, 1)
}

resource "aws_db_instance" "main" {
  identifier              = "orders-${var.environment}"
  engine                  = "postgres"
  engine_version          = "16.3"
  instance_class          = var.instance_class
  allocated_storage       = 20
  multi_az                = var.multi_az
  backup_retention_period = local.retention
}

resource "aws_db_instance" "replica" {
  count               = var.replica ? 1 : 0
  identifier          = "orders-${var.environment}-replica"
  instance_class      = var.instance_class
  replicate_source_db = aws_db_instance.main.identifier
}

resource "aws_vpc" "main" {
  cidr_block = var.cidr
}
