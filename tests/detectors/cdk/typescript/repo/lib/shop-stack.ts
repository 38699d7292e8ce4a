import * as cdk from 'aws-cdk-lib';
import { aws_dynamodb as dynamodb } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ApplicationLoadBalancedFargateService } from 'aws-cdk-lib/aws-ecs-patterns';
import * as ecs from 'aws-cdk-lib/aws-ecs';

export class ShopStack extends cdk.Stack {
  constructor(scope: cdk.App, id: string, props: ShopProps) {
    super(scope, id, props);

    const table = new dynamodb.Table(this, 'Orders', {
      tableName: 'orders',
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    });

    new rds.DatabaseCluster(this, 'Ledger', {
      engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_1 }),
      deletionProtection: true,
    });

    new NodejsFunction(this, 'PlaceOrder', {
      entry: 'src/place.ts',
      handler: 'main',
      memorySize: 512,
      timeout: cdk.Duration.seconds(30),
      environment: {
        TABLE: table.tableName,
        STAGE: props.stage,
        LEVEL: 'info',
        STRIPE_TOKEN: '44d0a9c2e7b85f',
      },
    });

    for (const name of props.queues) {
      new Queue(this, `${name}Queue`);
    }

    new ApplicationLoadBalancedFargateService(this, 'Web', {
      desiredCount: 2,
      taskImageOptions: {
        image: ecs.ContainerImage.fromRegistry('registry.example.com/web:3'),
        containerPort: 8080,
      },
    });
  }
}
