module "again" {
  source = "../itself"
}

resource "aws_sns_topic" "once" {
  name = "once"
}
