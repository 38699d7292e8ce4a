terraform {
  required_version = ">= 1.5"
  backend "s3" {
    bucket = "shop-state"
  }
}

provider "aws" {
  region = var.region
}

locals {
  name = "${var.project}-api"
}

module "api" {
  source = "./modules/service"

  name       = local.name
  image      = "ghcr.io/shop/api:${var.tag}"
  target     = aws_lb_target_group.api.arn
  queue_url  = aws_sqs_queue.jobs.url
  secret_arn = aws_secretsmanager_secret.database.arn
  size       = { cpu = 512, memory = 1024 }
}

resource "aws_lb_target_group" "api" {
  name = local.name
  port = 8080
  health_check {
    path                = "/ready"
    interval            = 15
    unhealthy_threshold = 3
  }
}

resource "aws_sqs_queue" "jobs" {
  name                      = "${var.project}-jobs"
  message_retention_seconds = 60 * 60 * 24
}

resource "aws_secretsmanager_secret" "database" {
  name = "${var.project}/database"
}
