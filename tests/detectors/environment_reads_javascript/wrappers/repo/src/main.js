import { readConfig } from "./config.js";

export const config = readConfig(process.env);
