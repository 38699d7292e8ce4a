provider "aws" {}

module "db" {
  source  = "terraform-aws-modules/rds/aws"
  version = "6.5.2"

  identifier              = "orders"
  engine                  = "mysql"
  engine_version          = "8.0"
  instance_class          = "db.t3.medium"
  backup_retention_period = 14
}

module "network" {
  source = "git::https://github.com/terraform-aws-modules/terraform-aws-vpc.git?ref=v5.0.0"
  name   = "main"
  cidr   = "10.0.0.0/16"
}

module "own" {
  source = "git@github.com:shop/terraform-modules.git//queue?ref=v3"
  name   = "jobs"
}

resource "aws_lambda_function" "report" {
  function_name = "report"
  handler       = "report.main"
  runtime       = "python3.12"
  memory_size   = 256
  environment {
    variables = {
      DB_HOST   = module.db.db_instance_address
      NODE_ENV  = "production"
      API_TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345"
    }
  }
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "cron(0 3 * * ? *)"
}

resource "aws_cloudwatch_event_target" "nightly" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_lambda_function.report.arn
}
