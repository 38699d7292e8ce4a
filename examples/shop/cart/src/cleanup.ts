/** Deletes the carts that nobody has touched for CART_MAX_IDLE_HOURS. Run by the CronJob cart-cleanup. */

import { readConfig } from "./config.js";
import { RedisCartStore, connect } from "./store.js";

const BATCH = 500;

const config = readConfig(process.env);
const redis = connect(config);
redis.on("error", () => undefined); // the command that fails reports it

try {
  const store = new RedisCartStore(redis);
  const since = new Date(Date.now() - config.maxIdleHours * 3_600_000);
  let total = 0;
  for (let cleared = BATCH; cleared === BATCH; total += cleared) {
    cleared = await store.clearIdle(since, BATCH);
  }
  console.log(JSON.stringify({ service: "cart-cleanup", msg: "idle carts deleted", total, since }));
} finally {
  redis.disconnect();
}
