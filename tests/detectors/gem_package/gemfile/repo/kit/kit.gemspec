Gem::Specification.new do |spec|
  spec.name = "shop-kit"
  spec.version = "0.3.0"
  spec.executables = ["shop-kit"]
  spec.add_dependency "stripe", "~> 10.0"
  spec.add_development_dependency "rspec"
end
