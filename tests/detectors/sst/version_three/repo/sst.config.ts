/// <reference path="./.sst/platform/config.d.ts" />
import { uploads } from "./infra/storage";

export default $config({
  app(input) {
    return {
      name: "shop",
      home: "aws",
    };
  },
  async run() {
    const key = new sst.Secret("StripeKey");
    const db = new sst.aws.Postgres("Database", { vpc });
    new sst.aws.Aurora("Reports", { engine: "mysql", vpc });
    new sst.aws.Service("Web", {
      link: [db, uploads, key],
      loadBalancer: {
        ports: [{ listen: "80/http", forward: "3000/http" }],
        health: { "3000/http": { path: "/up" } },
      },
      image: { context: "./web" },
    });
    const api = new sst.aws.ApiGatewayV2("Api").route("GET /", { handler: "api/index.handler" });
    new sst.aws.Cron("Nightly", { schedule: "rate(1 day)", function: "jobs/nightly.handler" });
    new sst.aws.Nextjs("Site", { path: "site", environment: { API: api.url, LEVEL: "info" } });
    new sst.aws.Vpc("Vpc");
  },
});
