provider "aws" {}

resource "aws_sqs_queue" "kept" {
  name = "kept"
}

resource "aws_sns_topic" "lost" {
  name = 
}

resource "aws_sqs_queue" "after" {
  name = "after"
}
