provider "aws" {}

locals {
  queues = { for name in ["mail", "resize"] : name => { fifo = name == "mail" } }
  ports  = [80, 443]
}

resource "aws_sqs_queue" "each" {
  for_each   = local.queues
  name       = each.value.fifo ? "${each.key}.fifo" : each.key
  fifo_queue = each.value.fifo
}

resource "aws_instance" "worker" {
  count         = 3
  instance_type = "t3.small"
}

resource "aws_instance" "zone" {
  count             = length(var.zones)
  instance_type     = "t3.micro"
  availability_zone = var.zones[count.index]
}

resource "aws_instance" "none" {
  count         = 0
  instance_type = "t3.nano"
}

resource "aws_s3_bucket" "unknown" {
  for_each = toset(data.aws_regions.all.names)
  bucket   = "logs-${each.key}"
}

resource "aws_elastic_beanstalk_environment" "web" {
  name = "web"
  dynamic "setting" {
    for_each = { LOG_LEVEL = "debug", DB_PASSWORD = var.password }
    content {
      namespace = "aws:elasticbeanstalk:application:environment"
      name      = setting.key
      value     = setting.value
    }
  }
}

data "aws_regions" "all" {}

variable "zones" {
  default = ["eu-west-1a", "eu-west-1b"]
}

variable "password" {
  sensitive = true
}

output "mail" {
  value = aws_sqs_queue.each["mail"].url
}
