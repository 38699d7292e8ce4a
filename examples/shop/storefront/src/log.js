const LEVELS = { debug: 10, info: 20, warn: 30, error: 40 };

/** One JSON object per line on standard output. */
export function createLog(level) {
  const least = LEVELS[level] ?? LEVELS.info;
  return (severity, message, fields = {}) => {
    if (LEVELS[severity] < least) return;
    const line = { time: new Date().toISOString(), level: severity, service: "storefront", message, ...fields };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
}
