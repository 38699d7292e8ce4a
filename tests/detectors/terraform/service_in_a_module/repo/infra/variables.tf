variable "project" {
  type    = string
  default = "shop"
}

variable "region" {
  default = "eu-west-1"
}

variable "tag" {
  description = "The image to run"
}
