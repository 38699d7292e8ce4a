export function readConfig(env) {
  const secret = env.SESSION_SECRET ?? "";
  if (secret.length < 32) {
    throw new Error("SESSION_SECRET must have at least 32 characters");
  }
  return {
    port: positive(env, "PORT", 3000),
    logLevel: env.LOG_LEVEL ?? "info",
    gatewayUrl: (env.GATEWAY_URL ?? "http://localhost:8080").replace(/\/$/, ""),
    gatewayTimeoutMs: positive(env, "GATEWAY_TIMEOUT_MS", 17000),
    cookieSecure: env.COOKIE_SECURE !== "false",
    sessionSecret: secret,
    version: env.APP_VERSION ?? "dev",
  };
}

function positive(env, name, fallback) {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`${name} must be a whole number of at least 1`);
  }
  return value;
}
