terraform {
  backend "gcs" {}
}

variable "db_password" {}

variable "api_token" {
  default = "Zk81-hQ72-91ff-pL03x"
}

variable "license" {
  sensitive = true
}

variable "key_set_url" {
  default = "https://login.example.net/keys"
}

resource "aws_db_instance" "main" {
  identifier = "main"
  engine     = "mariadb"
  username   = "admin"
  password   = "Tr0ub4dor-91ff-3"
}

resource "aws_db_instance" "other" {
  identifier = "other"
  engine     = "mariadb"
  password   = var.db_password
}

resource "aws_ssm_parameter" "token" {
  name  = "/shop/token"
  type  = "SecureString"
  value = var.api_token
}

resource "aws_ssm_parameter" "level" {
  name  = "/shop/log-level"
  type  = "String"
  value = "info"
}

resource "google_secret_manager_secret" "stripe" {
  secret_id = "stripe-key"
}

resource "azurerm_key_vault_secret" "smtp" {
  name  = "smtp-password"
  value = random_password.smtp.result
}

resource "vault_kv_secret_v2" "app" {
  mount = "kv"
  name  = "app/config"
}

resource "github_actions_secret" "deploy" {
  repository      = "shop"
  secret_name     = "DEPLOY_KEY"
  plaintext_value = var.license
}

resource "random_password" "smtp" {
  length = 20
}
