import { Queue } from 'aws-cdk-lib/aws-sqs';
new Queue(stack, 'OnlyInTests');
