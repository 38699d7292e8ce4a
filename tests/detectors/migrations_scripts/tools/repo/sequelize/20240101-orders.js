module.exports = {
  up: async (queryInterface, Sequelize) => {
    await queryInterface.createTable("orders", {});
  },
  down: async (queryInterface) => {
    await queryInterface.dropTable("orders");
  },
};
