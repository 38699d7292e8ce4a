from aws_cdk import Stack, aws_lambda as _lambda, aws_s3 as s3
from aws_cdk.aws_rds import DatabaseInstance, DatabaseInstanceEngine


class WebStack(Stack):
    def __init__(self, scope, id, **kwargs):
        super().__init__(scope, id, **kwargs)
        self.assets = s3.Bucket(self, "Assets", bucket_name="shop-assets", versioned=True)
        DatabaseInstance(self, "Database", engine=DatabaseInstanceEngine.MYSQL, multi_az=True)
        _lambda.Function(
            self,
            "Resize",
            code=_lambda.Code.from_asset("lambda/resize"),
            handler="resize.handler",
            environment={"BUCKET": self.assets.bucket_name, "SIZE": "200"},
        )
