import aws_cdk as cdk
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_ecs_patterns as patterns


class Api(cdk.Stack):
    def __init__(self, scope, id, *, cluster, repository, database_secret, **kwargs):
        super().__init__(scope, id, **kwargs)
        task = ecs.FargateTaskDefinition(self, "Task", cpu=256, memory_limit_mib=512)
        task.add_container(
            "Container",
            image=ecs.ContainerImage.from_ecr_repository(repository),
            secrets={
                "DB_PASSWORD": ecs.Secret.from_secrets_manager(database_secret, "password"),
                "MAIL_TOKEN": ecs.Secret.from_ssm_parameter(self.parameter),
                "LOG_LEVEL": ecs.Secret.from_ssm_parameter(self.level),
            },
            port_mappings=[ecs.PortMapping(container_port=8000)],
        )
        options = {
            "cluster": cluster,
            "task_definition": task,
            "desired_count": 2,
        }
        patterns.ApplicationLoadBalancedFargateService(self, "Service", **options)
