provider "aws" {}

resource "aws_lb" "main" {
  name = "main"
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_lb_target_group" "web" {
  name = "web"
}

resource "aws_lb_target_group" "admin" {
  name = "admin"
}

resource "aws_lb_listener_rule" "admin" {
  listener_arn = aws_lb_listener.https.arn
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.admin.arn
  }
  condition {
    path_pattern {
      values = ["/admin/*"]
    }
  }
}

resource "aws_ecs_service" "web" {
  name = "web"
  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_ecs_service" "admin" {
  name = "admin"
  load_balancer {
    target_group_arn = aws_lb_target_group.admin.arn
  }
}

resource "aws_route53_record" "other" {
  name    = "mail.shop.example"
  type    = "MX"
  records = ["10 mx.example"]
}

resource "aws_route53_record" "static" {
  name = "static.shop.example"
  type = "A"
  alias {
    name = aws_cloudfront_distribution.static.domain_name
  }
}

resource "aws_cloudfront_distribution" "static" {
  comment = "static files"
}
