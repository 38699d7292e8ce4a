environment    = "staging"
instance_class = "db.t4g.micro"
