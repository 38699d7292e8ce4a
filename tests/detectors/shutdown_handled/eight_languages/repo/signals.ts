for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, stop)
}
