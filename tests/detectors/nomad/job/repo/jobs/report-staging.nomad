job "report" {
  type = "batch"
  periodic {
    cron = "0 4 * * *"
  }
  task "report" {
    driver = "exec"
    config { command = "bin/report" }
  }
}
