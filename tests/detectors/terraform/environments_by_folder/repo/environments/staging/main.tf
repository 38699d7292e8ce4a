module "cache" {
  source = "../../modules/cache"
  name   = "sessions-staging"
  size   = "cache.t4g.micro"
}

provider "aws" {
  region = "us-east-1"
}
