import { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex("users").update({ active: true });
}

export async function down(knex: Knex): Promise<void> {}
