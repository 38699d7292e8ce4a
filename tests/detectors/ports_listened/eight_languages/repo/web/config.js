module.exports = { adminPort: parseInt(process.env.ADMIN_PORT || '3001', 10) }
