module.exports = { env: { basePath: process.env.BASE_PATH } };
