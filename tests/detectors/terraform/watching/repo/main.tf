provider "aws" {}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "api-5xx"
  alarm_description   = "Too many errors"
  comparison_operator = "GreaterThanThreshold"
  metric_name         = "HTTPCode_Target_5XX_Count"
  namespace           = "AWS/ApplicationELB"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  threshold           = var.errors
  alarm_actions       = [aws_sns_topic.oncall.arn]
}

variable "errors" {
  default = 10
}

resource "aws_sns_topic" "oncall" {
  name = "oncall"
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.oncall.arn
  protocol  = "email"
  endpoint  = "oncall@shop.example"
}

resource "datadog_monitor" "latency" {
  name    = "Latency is high"
  type    = "metric alert"
  query   = "avg(last_5m):avg:trace.http.request.duration{service:api} > 2"
  message = "Look at https://wiki.shop.example/latency"
  monitor_thresholds {
    critical = 2
  }
}

resource "google_monitoring_alert_policy" "cpu" {
  display_name = "CPU of Cloud SQL"
  conditions {
    display_name = "cpu"
    condition_threshold {
      filter          = "metric.type=\"cloudsql.googleapis.com/database/cpu/utilization\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0.8
      duration        = "300s"
    }
  }
  documentation {
    content = "Scale it up"
  }
}

resource "azurerm_monitor_metric_alert" "memory" {
  name     = "memory"
  severity = 2
  criteria {
    metric_name = "MemoryPercentage"
    operator    = "GreaterThan"
    threshold   = 85
  }
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "shop"
  dashboard_body = jsonencode({ widgets = [] })
}

resource "grafana_dashboard" "api" {
  config_json = file("${path.module}/dashboards/api.json")
}

resource "pagerduty_service" "api" {
  name              = "Shop API"
  description       = "Everything customers see"
  escalation_policy = pagerduty_escalation_policy.main.id
}

resource "pagerduty_escalation_policy" "main" {
  name = "Platform"
}

resource "opsgenie_team" "platform" {
  name = "platform"
}

resource "aws_backup_plan" "daily" {
  name = "daily"
  rule {
    rule_name         = "at-night"
    target_vault_name = "vault"
    schedule          = "cron(0 1 * * ? *)"
    lifecycle {
      delete_after = 35
    }
  }
}
