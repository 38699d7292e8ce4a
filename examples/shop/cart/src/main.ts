import { readConfig } from "./config.js";
import { createServer } from "./server.js";
import { RedisCartStore, connect } from "./store.js";

const config = readConfig(process.env);
const redis = connect(config);
const server = createServer(new RedisCartStore(redis), config);

redis.on("error", (error: Error) => server.log.warn({ err: error }, "redis connection lost"));

async function stop(signal: string): Promise<void> {
  server.log.info({ signal }, "shutting down");
  const deadline = setTimeout(() => process.exit(1), 20_000);
  deadline.unref();
  await server.close();
  redis.disconnect();
  server.log.info("stopped");
}

process.once("SIGTERM", stop);
process.once("SIGINT", stop);

await server.listen({ host: "0.0.0.0", port: config.port });
