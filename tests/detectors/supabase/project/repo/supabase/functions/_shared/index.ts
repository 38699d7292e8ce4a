export const cors = {}
