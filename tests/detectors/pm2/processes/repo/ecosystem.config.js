const port = process.env.PORT
module.exports = {
  apps: [
    {
      name: 'api',
      script: './dist/server.js',
      args: '--quiet',
      instances: 'max',
      env: { LOG_LEVEL: 'info', PORT: port, JWT_SECRET: '44d0a9jwt44d0' },
    },
    { name: "jobs", script: "jobs.js", instances: 2, cron_restart: "0 3 * * *" },
    { script: "nameless.js" },
  ],
}
