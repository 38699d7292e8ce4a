export const uploads = new sst.aws.Bucket("Uploads");
