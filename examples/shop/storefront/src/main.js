import { createApp } from "./app.js";
import { readConfig } from "./config.js";
import { createGateway } from "./gateway.js";
import { createLog } from "./log.js";

const config = readConfig(process.env);
const log = createLog(config.logLevel);
const { app, state } = createApp(config, createGateway(config.gatewayUrl, config.gatewayTimeoutMs), log);

const server = app.listen(config.port, "0.0.0.0", (error) => {
  if (error) {
    log("error", "cannot listen", { error: error.message });
    process.exit(1);
  }
  log("info", "listening", { port: config.port });
});

function stop(signal) {
  log("info", "shutting down", { signal });
  state.stopping = true;
  setTimeout(() => process.exit(1), 20_000).unref();
  server.close(() => log("info", "stopped"));
  server.closeIdleConnections();
}

process.once("SIGTERM", stop);
process.once("SIGINT", stop);
