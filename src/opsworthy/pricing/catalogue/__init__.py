"""The catalogue of list prices, as data; `python -m tools.compile_prices` compiles it."""
