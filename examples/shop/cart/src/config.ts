export interface Config {
  port: number;
  logLevel: string;
  redisUrl: string;
  redisPassword: string;
  maxIdleHours: number;
  version: string;
}

type Environment = Record<string, string | undefined>;

export function readConfig(env: Environment): Config {
  return {
    port: positive(env, "PORT", 8082),
    logLevel: env.LOG_LEVEL ?? "info",
    redisUrl: env.REDIS_URL ?? "redis://localhost:6379/0",
    redisPassword: env.REDIS_PASSWORD ?? "",
    maxIdleHours: positive(env, "CART_MAX_IDLE_HOURS", 72),
    version: env.APP_VERSION ?? "dev",
  };
}

function positive(env: Environment, name: string, fallback: number): number {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`${name} must be a whole number of at least 1`);
  }
  return value;
}
