import { env } from "node:process";

const { HOST = "0.0.0.0", LOG_LEVEL: level = "info", REGION } = process.env;

export const config = {
  host: HOST,
  level,
  region: REGION,
  port: Number(process.env.PORT ?? 3000),
  name: process.env["SERVICE_NAME"] || "shop",
  retries: parseInt(process.env.RETRIES!, 10) || 5,
  url: (process.env.PUBLIC_URL as string) || process.env.FALLBACK_URL || "http://localhost",
  secret: process.env.SESSION_SECRET ?? "keyboard cat",
  debug: "DEBUG" in process.env,
  cache: process.env.CACHE_TTL ? Number(process.env.CACHE_TTL) : 60,
  zone: env.ZONE,
};

process.env.TZ = "UTC";
delete process.env.OLD_NAME;
process.env.MODE ??= "plain";
// process.env.IN_A_COMMENT and "process.env.IN_A_STRING"
const text = "process.env.IN_A_STRING";
