include "root" {
  path = find_in_parent_folders("root.hcl")
}

locals {
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
}

terraform {
  source = "${get_repo_root()}/modules//queue"
}

dependency "network" {
  config_path = "../network"
}

inputs = {
  name      = "jobs-${local.account.environment}"
  key       = dependency.network.outputs.key
  retention = 3600
}
