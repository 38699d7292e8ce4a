export const env = (name: string): string | undefined => process.env?.[name];

export const publicEnv = (name: string) => process.env[`NEXT_PUBLIC_${name}`] || "none";
