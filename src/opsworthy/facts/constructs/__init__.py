"""Infrastructure written as a program: the constructors that it calls, with as much of their arguments as is literal."""
