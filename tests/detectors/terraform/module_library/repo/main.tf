resource "aws_db_instance" "this" {
  identifier     = var.identifier
  engine         = "mysql"
  instance_class = var.instance_class
}

module "password" {
  source  = "acme/password/random"
  version = "~> 2.0"
}
