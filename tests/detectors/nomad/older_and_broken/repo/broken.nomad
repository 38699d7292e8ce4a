job "lost" {
  group "a" {
    count = = 2
  }
}
