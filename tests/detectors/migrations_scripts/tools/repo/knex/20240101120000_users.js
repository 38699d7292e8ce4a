exports.up = function (knex) {
  return knex.schema.createTable("users", (table) => table.increments());
};

exports.down = function (knex) {
  return knex.schema.dropTable("users");
};
