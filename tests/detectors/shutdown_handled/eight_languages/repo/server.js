process.on('SIGTERM', () => server.close())
process.on('SIGTERM', () => pool.end())
emitter.on('SIGTERM', x)
