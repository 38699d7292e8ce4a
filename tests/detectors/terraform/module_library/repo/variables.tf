variable "identifier" {
  description = "The name of the database"
}

variable "instance_class" {
  default = "db.t3.micro"
}
