import { cleanEnv, port, str } from "envalid";
import { z } from "zod";

const schema = z
  .object({
    NODE_ENV: z.enum(["development", "production"]).default("development"),
    DATABASE_URL: z.string().url(),
    SENTRY_DSN: z.string().optional(),
  })
  .passthrough();

export const parsed = schema.parse(process.env);

export const cleaned = cleanEnv(process.env, {
  PORT: port({ default: 3000 }),
  REGION: str(),
});
