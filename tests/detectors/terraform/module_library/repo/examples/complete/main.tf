provider "aws" {
  region = "eu-west-1"
}

module "db" {
  source     = "../../"
  identifier = "example"
}

resource "aws_s3_bucket" "example" {
  bucket = "example"
}
