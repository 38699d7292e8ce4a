class Both < ActiveRecord::Migration[7.1]
  def change
    reversible do |dir|
      dir.up { execute "A" }
      dir.down { execute "B" }
    end
  end
end
