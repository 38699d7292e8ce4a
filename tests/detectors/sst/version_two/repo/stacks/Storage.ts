import { Config, Queue, StackContext, StaticSite, Table } from "sst/constructs";

export function Storage({ stack }: StackContext) {
  const notes = new Table(stack, "Notes", { fields: { id: "string" } });
  const token = new Config.Secret(stack, "API_TOKEN");
  new Queue(stack, "Mails", { consumer: "functions/mail.handler" });
  new StaticSite(stack, "Web", { path: "web", bind: [notes, token] });
}
