resource x y z
