module "cache" {
  source = "../../modules/cache"
  name   = "sessions-prod"
  size   = "cache.r6g.large"
}

provider "aws" {
  region = "us-east-1"
}
