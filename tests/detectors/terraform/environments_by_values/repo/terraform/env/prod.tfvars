environment    = "prod"
instance_class = "db.m6g.large"
multi_az       = true
replica        = true
