const { JWT_SECRET = "s91ffs" } = process.env;
const store = process.env.STORE ?? "redis://:pw44d0a9pw@cache:6379";
