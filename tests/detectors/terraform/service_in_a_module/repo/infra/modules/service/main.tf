variable "name" {}
variable "image" {}
variable "target" {}
variable "queue_url" {}
variable "secret_arn" {}
variable "size" {
  type = object({
    cpu      = number
    memory   = number
    replicas = optional(number, 2)
  })
}

resource "aws_ecs_task_definition" "this" {
  family = var.name
  cpu    = var.size.cpu
  memory = var.size.memory
  container_definitions = jsonencode([
    {
      name         = "api"
      image        = var.image
      command      = ["serve", "--port", "8080"]
      portMappings = [{ containerPort = 8080 }]
      environment = [
        { name = "QUEUE_URL", value = var.queue_url },
        { name = "LOG_LEVEL", value = "info" },
      ]
      secrets = [
        { name = "DATABASE_URL", valueFrom = var.secret_arn },
      ]
    }
  ])
}

resource "aws_ecs_service" "this" {
  name            = var.name
  task_definition = aws_ecs_task_definition.this.arn
  desired_count   = var.size.replicas
  load_balancer {
    target_group_arn = var.target
    container_name   = "api"
    container_port   = 8080
  }
}

resource "aws_appautoscaling_target" "this" {
  min_capacity = 2
  max_capacity = 10
  resource_id  = "service/main/${aws_ecs_service.this.name}"
}

resource "aws_appautoscaling_policy" "cpu" {
  name        = "cpu"
  resource_id = aws_appautoscaling_target.this.resource_id
  target_tracking_scaling_policy_configuration {
    target_value = 60
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
