import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ContainerImage, FargateService, FargateTaskDefinition, Secret } from 'aws-cdk-lib/aws-ecs';

const stack = new Stack(new App(), 'Shop');
const uploads = new Bucket(stack, 'Uploads');
const task = new FargateTaskDefinition(stack, 'Task', { cpu: 256 });
const web = task.addContainer('web', {
  image: ContainerImage.fromRegistry('registry.example.com/web:9'),
  environment: { UPLOADS: uploads.bucketName, ADMIN_PASSWORD: '91ff0b2c4d' },
  secrets: { DB_PASSWORD: Secret.fromSecretsManager(database.secret!) },
  healthCheck: { command: ['CMD', 'curl', 'http://localhost:8080/healthz'] },
});
web.addPortMappings({ containerPort: 8080 });
task.addContainer('proxy', { image: ContainerImage.fromAsset('./proxy'), portMappings: [{ containerPort: 80 }] });
new FargateService(stack, 'WebService', { taskDefinition: task, desiredCount: 3 });
