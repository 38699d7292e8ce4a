source "docker" "base" {
  image = "debian"
}
