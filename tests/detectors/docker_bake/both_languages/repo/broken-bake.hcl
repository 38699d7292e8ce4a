target "x" {
  context = 
