export function readConfig(env) {
  return {
    port: positive(env, "PORT", 8080),
    level: env.LOG_LEVEL ?? "info",
    url: demand(env, "UPSTREAM_URL"),
  };
}

function positive(env, name, fallback) {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value)) {
    throw new Error(`${name} must be a number`);
  }
  return value;
}

const demand = (env, name) => {
  const value = env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
};
