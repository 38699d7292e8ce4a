import { Bucket } from 'aws-cdk-lib/aws-s3';
new Bucket(stack, 'SaidByTheTemplateAlone');
