const express = require('express')
const config = require('./config')
const app = express()
const PORT = process.env.PORT || 3000
app.listen(PORT, () => console.log('listening'))
admin.listen(config.adminPort)
socket.on('listen', 4000)
