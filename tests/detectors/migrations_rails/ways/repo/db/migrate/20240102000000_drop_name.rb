class DropName < ActiveRecord::Migration[7.1]
  def change
    remove_column :orders, :name
  end
end
