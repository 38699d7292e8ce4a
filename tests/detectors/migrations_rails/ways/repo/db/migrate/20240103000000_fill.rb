class Fill < ActiveRecord::Migration[7.1]
  def up
    execute "UPDATE orders SET x = 1"
  end

  def down
    raise ActiveRecord::IrreversibleMigration
  end
end
