import { env, publicEnv as shown } from "@acme/lib/utils/env";

export const title = env("SITE_TITLE") ?? "Shop";
export const theme = shown("THEME");
