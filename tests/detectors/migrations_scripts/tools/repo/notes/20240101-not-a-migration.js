exports.up = () => "knex";
