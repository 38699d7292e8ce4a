job "[[ .name ]]" {
  group "a" {
    task "a" {
      driver = "exec"
    }
  }
}
