touch executed-by-the-stage
: > executed-too
