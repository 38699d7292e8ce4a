environment = "yours"
