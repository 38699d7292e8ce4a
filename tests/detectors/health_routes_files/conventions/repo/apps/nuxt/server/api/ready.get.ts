export default defineEventHandler(() => ({ ready: true }));
