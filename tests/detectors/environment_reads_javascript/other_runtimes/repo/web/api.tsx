export const base = import.meta.env.VITE_API_URL || "/api";
export const production = import.meta.env.PROD;
export const port = Number(Deno.env.get("PORT") ?? "8000");
export const token = Bun.env.DEPLOY_TARGET;
