const { Router } = require("express");

const router = Router();
router.get("/live", (req, res) => res.sendStatus(204));
module.exports = router;
