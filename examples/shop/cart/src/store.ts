import { Redis, type RedisOptions } from "ioredis";

import type { Config } from "./config.js";

export interface Item {
  sku: string;
  quantity: number;
}

export interface CartStore {
  ping(): Promise<void>;
  items(customer: string): Promise<Item[]>;
  put(customer: string, sku: string, quantity: number): Promise<void>;
  remove(customer: string, sku: string): Promise<void>;
  clear(customer: string): Promise<void>;
  /** Delete up to `limit` carts that nobody has touched since then; how many were deleted. */
  clearIdle(since: Date, limit: number): Promise<number>;
}

/** Sorted set of customers by the time (ms) of the last change to their cart. */
const TOUCHED = "carts:touched";

const key = (customer: string): string => `cart:${customer}`;

/** Deletes a cart only while it is still idle, so that a customer who comes back at that moment loses nothing. */
const CLEAR_IF_IDLE = `
local touched = redis.call("ZSCORE", KEYS[1], ARGV[1])
if not touched or tonumber(touched) > tonumber(ARGV[2]) then return 0 end
redis.call("DEL", KEYS[2])
redis.call("ZREM", KEYS[1], ARGV[1])
return 1
`;

export class RedisCartStore implements CartStore {
  constructor(private readonly redis: Redis) {}

  async ping(): Promise<void> {
    await this.redis.ping();
  }

  async items(customer: string): Promise<Item[]> {
    const quantities = await this.redis.hgetall(key(customer));
    return Object.entries(quantities)
      .map(([sku, quantity]) => ({ sku, quantity: Number(quantity) }))
      .sort((a, b) => a.sku.localeCompare(b.sku));
  }

  async put(customer: string, sku: string, quantity: number): Promise<void> {
    await this.redis.multi().hset(key(customer), sku, quantity).zadd(TOUCHED, Date.now(), customer).exec();
  }

  async remove(customer: string, sku: string): Promise<void> {
    await this.redis.multi().hdel(key(customer), sku).zadd(TOUCHED, Date.now(), customer).exec();
  }

  async clear(customer: string): Promise<void> {
    await this.redis.multi().del(key(customer)).zrem(TOUCHED, customer).exec();
  }

  async clearIdle(since: Date, limit: number): Promise<number> {
    const idle = await this.redis.zrangebyscore(TOUCHED, "-inf", since.getTime(), "LIMIT", 0, limit);
    let cleared = 0;
    for (const customer of idle) {
      cleared += Number(await this.redis.eval(CLEAR_IF_IDLE, 2, TOUCHED, key(customer), customer, since.getTime()));
    }
    return cleared;
  }
}

export function connect(config: Config): Redis {
  const options: RedisOptions = {
    connectTimeout: 2000,
    commandTimeout: 2000,
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(attempt * 200, 3000),
  };
  if (config.redisPassword) {
    options.password = config.redisPassword;
  }
  return new Redis(config.redisUrl, options);
}
