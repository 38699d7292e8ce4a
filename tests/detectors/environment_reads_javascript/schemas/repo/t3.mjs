import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";

export const env = createEnv({
  server: { AUTH_ISSUER: z.string().min(1) },
  client: { NEXT_PUBLIC_SITE: z.string().default("http://localhost:3000") },
  experimental__runtimeEnv: process.env,
});
