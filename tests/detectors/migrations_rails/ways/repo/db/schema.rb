ActiveRecord::Schema[7.1].define(version: 2024_01_04_000000) do
end
