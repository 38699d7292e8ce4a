process.listen(4000)
history.listen(location => location)
app.listen(callback)
