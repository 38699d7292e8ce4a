def read_options(source, strict):
    return {"zone": source.get("ZONE", "eu"), "name": demand(source, "INSTANCE")}


def demand(source, name):
    return source[name]
