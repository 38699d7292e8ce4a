import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import { Topic } from "@pulumi/aws/sns";

const uploads = new aws.s3.Bucket("uploads", { bucket: "shop-uploads" });
const pages = new Topic("pages");
const cache = new aws.elasticache.Cluster(`cache-${pulumi.getStack()}`, { engine: "redis", numCacheNodes: 1 });
new Map("not a resource");
